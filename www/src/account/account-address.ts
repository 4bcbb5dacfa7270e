/** Where an account is: the API's base URL, and the URL of the backend that gives tokens. */
export interface AccountAddress {
  api: string;
  tokens: string;
}

/** The account that the page's address names (`?api=…&tokens=…`); none for the embedded Unloc. */
export function accountOfAddress(): AccountAddress | undefined {
  const query = new URL(window.location.href).searchParams;
  const [api, tokens] = [query.get('api'), query.get('tokens')];
  return api === null ? undefined : { api, tokens: tokens ?? '' };
}

/** Whether the page comes from the same server as its API: `unloc demo`, or `unloc centre`, whose address is another each time. */
export function servedWithApi(): boolean {
  return urlOf(accountOfAddress()?.api ?? '')?.origin === window.location.origin;
}

/** The address of the page on an account. What it shows stays. */
export function pageOn({ api, tokens }: AccountAddress): string {
  return `./?${new URLSearchParams({ api, tokens })}#/`;
}

/** The address of the page on its embedded Unloc. */
export const pageOnDemo = './#/';

/** A URL, relative to the page's; none if it is none. A path below it is appended to the API's, so it has no query. */
export function urlOf(text: string): URL | undefined {
  return text.trim() !== '' && URL.canParse(text, window.location.href)
    ? new URL(text, window.location.href)
    : undefined;
}
