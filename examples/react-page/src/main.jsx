import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connect } from './account.mjs';
import { App } from './app.jsx';
import { Failure } from './failure.jsx';
import { UnlocContext } from './unloc-context.mjs';
import './theme.css';
import './layout.css';
import './controls.css';

// The account is no state of a component: it is there before the first one, and StrictMode cannot make a second.
const root = createRoot(document.getElementById('root'));
try {
  const account = await connect();
  root.render(
    <StrictMode>
      <UnlocContext value={account.unloc}>
        <App projects={account.projects} isEmbedded={account.isEmbedded} />
      </UnlocContext>
    </StrictMode>,
  );
} catch (error) {
  root.render(<Failure what="The page could not connect." error={error} />);
}
