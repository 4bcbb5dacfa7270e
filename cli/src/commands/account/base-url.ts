import { usage } from '../../command/failure';

/** The base URL of an API as it is kept: without a slash at the end. Whether it may be plain http is left to the client. */
export function readBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (url === undefined || !/^https?:$/.test(url.protocol) || !plain)
    throw usage(`--api must be the base URL of the API, such as https://api.unloc.app, but is "${text}".`);
  return url.href.replace(/\/+$/, '');
}
