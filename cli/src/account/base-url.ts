import { usage } from '../command/failure';

/**
 * The base URL of an API, without a slash at the end. Whether it may be plain http is left to the client.
 *
 * @param name of the option or the variable that says it, for the sentence if it is none.
 */
export function readBaseUrl(text: string, name: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const wrong = (what: string): Error =>
    usage(`${name} must be the base URL of the API, such as https://api.unloc.app, but ${what}.`);
  // What stands before the @ is a password: it is not repeated.
  if (text.includes('@')) throw wrong('contains a user name');
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw wrong(`is "${text}"`);
  if (url.search !== '' || url.hash !== '') throw wrong('contains a query');
  return url.href.replace(/\/+$/, '');
}
