// First, because it says which layer of styles goes before which.
import './styles/index.css';
import { render } from 'preact';
import { servedWithApi } from './account/account-address';
import { connect, connection } from './account/connection';
import './app/theme';
import { App } from './app/app';
import { keepPage } from './app/offline';

const root = document.getElementById('page');
if (root !== null) {
  root.replaceChildren();
  render(<App />, root);
  await connect();
  // For the console of whoever wants to try the client on what the page shows: `await unloc.unloc.keys.list(…)`.
  Object.assign(window, { unloc: connection.value });
  // After the first rows: what is kept is more than what they need.
  if (!servedWithApi()) setTimeout(() => void keepPage(), 2_000);
}
