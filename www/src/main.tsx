import { render } from 'preact';
import { connect } from './account/connection';
import { App } from './app/app';
import './styles/index.css';

const root = document.getElementById('page');
if (root !== null) {
  root.replaceChildren();
  render(<App />, root);
  await connect();
}
