import { isPage } from '../platform/is-browser';
import { read } from '../transport/client-config';
import { synchronously } from '../wasm/call-sync';
import { unsent } from '../core/unloc-error';

/** What {@link useKeyUrl} takes. */
export interface UseKeyUrlParams {
  /** Id of the key. */
  keyId: string;
  /** Phone number of the key's recipient, E.164: the app takes the link only from that person, signed in. */
  userId: string;
  /** Where the app goes after the lock was opened: `https://…` or a scheme of your own app. */
  redirect?: string | null;
  /** Where it goes if that failed. */
  redirectOnError?: string | null;
  /** `false` leaves the two addresses as they are, as the vendor's samples do. Encoded unless said otherwise. */
  encode?: boolean;
}

/** What {@link prefetchKeysUrl} takes. */
export interface PrefetchKeysUrlParams {
  /** Where the app goes afterwards: `https://…` or a scheme of your own app. */
  returnUrl: string;
  /** `false` leaves the address as it is, as the vendor's sample does. Encoded unless said otherwise. */
  encode?: boolean;
}

/** What {@link unlocWorkUrl} takes. */
export interface UnlocWorkUrlParams {
  /** Id of the key. */
  keyId: string;
  /** Where Unloc Work goes afterwards; it stands in the link as it is. */
  returnUrl: string;
  /** Your id as a partner of Unloc. */
  partnerId: string;
  /** The secret that Unloc gave you. Whoever has it can sign links in your name: it belongs on a server. */
  hmacSecret: string;
  /** Whether the lock opens without another tap (Unloc Work 4.2.7 or newer). The signature does not cover it. */
  auto?: boolean;
  /** Allows the secret in a browser, where every visitor can read it: for tests and tools of your own. */
  dangerouslyAllowBrowser?: boolean;
}

/**
 * The link that opens the Unloc app at a key, for the person who holds it: `https://dl.unloc.app/use-key?…`.
 * Without the app (4.1.3 or newer) it leads to the shop. Nothing is sent.
 *
 * That the two addresses are to be percent-encoded is inferred: the vendor's samples show them plain.
 * If the app of your users does not return, try `encode: false`.
 *
 * @throws UnlocError `invalid_argument`, naming the parameter; `internal` if the wasm cannot run.
 */
export function useKeyUrl(params: UseKeyUrlParams): string {
  return synchronously('useKeyUrl', params);
}

/**
 * The link that makes the Unloc app load the person's keys, so that they open without a network:
 * `https://dl.unloc.app/prefetch-keys?…`. Nothing is sent.
 *
 * @throws UnlocError `invalid_argument`, naming the parameter; `internal` if the wasm cannot run.
 */
export function prefetchKeysUrl(params: PrefetchKeysUrlParams): string {
  return synchronously('prefetchKeysUrl', params);
}

/**
 * The signed link that opens Unloc Work, the app of service providers, at a key:
 * `ai.unloc.pro://use-key?…`, with an HMAC-SHA256 of id, return address and partner. Nothing is sent.
 *
 * It belongs on a server, as the secret does: in a browser it refuses.
 *
 * @throws UnlocError `invalid_argument`, naming the parameter, or in a browser without
 *   `dangerouslyAllowBrowser: true`; `internal` if the wasm cannot run. The secret is in no error.
 */
export function unlocWorkUrl(params: UnlocWorkUrlParams): string {
  if (isPage() && read(params, 'dangerouslyAllowBrowser') !== true) {
    throw unsent('invalid_argument', 'unlocWorkUrl', 'this is a browser, where every visitor can read "hmacSecret" and sign links '
      + 'in your name. Make the link on your server; for a test or a tool that only you open, pass dangerouslyAllowBrowser: true.', false);
  }
  return synchronously('unlocWorkUrl', params);
}
