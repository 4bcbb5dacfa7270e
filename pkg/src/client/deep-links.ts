import { isBrowser } from '../platform/is-browser';
import { read } from '../core/read';
import { callSync } from '../wasm/call-sync';
import { unsent } from '../core/unloc-error';

/** The parameters of {@link useKeyUrl}. */
export interface UseKeyUrlParams {
  /** Id of the key. */
  keyId: string;
  /** Phone number of the key's recipient, E.164. The app accepts the link only if this person is signed in. */
  userId: string;
  /** Where the app goes after the lock was opened: `https://…` or a URL scheme of your app. */
  redirect?: string | null;
  /** Where the app goes if opening failed. */
  redirectOnError?: string | null;
  /** Whether the two addresses are percent-encoded. The vendor's samples do not encode them. Default: true. */
  encode?: boolean;
}

/** The parameters of {@link prefetchKeysUrl}. */
export interface PrefetchKeysUrlParams {
  /** Where the app goes afterwards: `https://…` or a URL scheme of your app. */
  returnUrl: string;
  /** Whether the address is percent-encoded. The vendor's sample does not encode it. Default: true. */
  encode?: boolean;
}

/** The parameters of {@link unlocWorkUrl}. */
export interface UnlocWorkUrlParams {
  /** Id of the key. */
  keyId: string;
  /** Where Unloc Work goes afterwards. The link contains it unencoded. */
  returnUrl: string;
  /** Your id as a partner of Unloc. */
  partnerId: string;
  /** The secret that Unloc gave you. Whoever has it can sign links in your name: keep it on a server. */
  hmacSecret: string;
  /** Whether the lock opens without another tap (Unloc Work 4.2.7 or newer). The signature does not cover it. */
  auto?: boolean;
  /** Allows the secret in a browser, where every visitor can read it: for tests and internal tools. */
  dangerouslyAllowBrowser?: boolean;
}

/**
 * The link that opens the Unloc app at a key, for the person who holds it: `https://dl.unloc.app/use-key?…`.
 * Without the app (4.1.3 or newer) it opens the app store. Nothing is sent.
 *
 * Percent-encoding the two addresses is inferred: the vendor's samples show them unencoded.
 * If the app does not return to your address, try `encode: false`.
 *
 * @param params the key, its holder, and where the app goes afterwards.
 * @returns the URL.
 * @throws UnlocError `invalid_argument`, naming the parameter; `wasm_unavailable` or `internal` if the wasm cannot run.
 */
export function useKeyUrl(params: UseKeyUrlParams): string {
  return callSync('useKeyUrl', params);
}

/**
 * The link with which the Unloc app loads the person's keys, so that they work without a network:
 * `https://dl.unloc.app/prefetch-keys?…`. Nothing is sent.
 *
 * @param params where the app goes afterwards.
 * @returns the URL.
 * @throws UnlocError `invalid_argument`, naming the parameter; `wasm_unavailable` or `internal` if the wasm cannot run.
 */
export function prefetchKeysUrl(params: PrefetchKeysUrlParams): string {
  return callSync('prefetchKeysUrl', params);
}

/**
 * The signed link that opens Unloc Work, the app of service providers, at a key:
 * `ai.unloc.pro://use-key?…`, signed with an HMAC-SHA256 of id, return address and partner. Nothing is sent.
 *
 * Create it on a server, where the secret is. In a browser the function throws.
 *
 * @param params the key, the return address, your partner id and secret.
 * @returns the URL.
 * @throws UnlocError `invalid_argument`, naming the parameter, or in a browser without
 *   `dangerouslyAllowBrowser: true`; `wasm_unavailable` or `internal` if the wasm cannot run. No error contains the secret.
 */
export function unlocWorkUrl(params: UnlocWorkUrlParams): string {
  if (isBrowser() && read(params, 'dangerouslyAllowBrowser') !== true) {
    throw unsent(
      'invalid_argument',
      'unlocWorkUrl',
      'this is a browser, where every visitor can read "hmacSecret" and sign links '
        + 'in your name. Create the link on your server; in a test, or a tool that only you open, pass dangerouslyAllowBrowser: true.',
      false,
    );
  }
  return callSync('unlocWorkUrl', params);
}
