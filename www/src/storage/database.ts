import { openDB } from 'idb';

/** The parts of the page's database. */
export type Part =
  /** What the embedded Unloc holds. */
  | 'sandbox'
  /** What was read last of an account. */
  | 'account'
  /** Journals of plans. */
  | 'journal'
  /** Decisions of reviews. */
  | 'decisions';

const parts: readonly Part[] = ['sandbox', 'account', 'journal', 'decisions'];

/** The database of this page, in this browser. Rejects where a browser keeps nothing. */
export function database() {
  return openDB('doors-and-keys', 1, {
    upgrade: (made) => {
      for (const part of parts) made.createObjectStore(part);
    },
  });
}
