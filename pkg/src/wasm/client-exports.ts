import type { AuthExports } from './auth-exports';
import type { Settle } from './instance-recovery';
import type { V1OperationName, V2OperationName } from '../generated/operation-names';

/** The v1 operations by their names in the client's wasm. */
export type WasmOperationName = V1OperationName | 'request';

/** All operations by their names in the client's wasm. */
export type OperationName = WasmOperationName | V2OperationName;

/**
 * A position in a paginated list. The first item is the cursor of the next page; only the wasm reads the others, which
 * detect pages that repeat.
 */
export type PageCursor = ReadonlyArray<unknown>;

/** What the package uses of the client's wasm, once it is loaded. */
export interface ClientExports extends AuthExports {
  /**
   * Makes a call by its name and passes its outcome to `settle`. It returns nothing: V8 crashes when it leaves optimised
   * code during an inlined call into wasm that returns an object (seen in Node 20).
   *
   * @param client the options of all calls; the object must not change.
   */
  callAndSettle(name: OperationName, token: unknown, params: unknown, options: unknown, client: object, settle: Settle): void;
  /** The position after a page that came with this cursor; `undefined` at the end of the list. Throws if pages repeat. */
  advanceCursor(operation: string, before: PageCursor | undefined, cursor: unknown): PageCursor | undefined;
  /** The poll status of a job of this status: 0 pending, 1 succeeded, 2 failed. */
  jobStatus(status: string): number;
  /** The poll status of a new key of this state: 0 pending, 1 succeeded, 2 failed. */
  keyStatus(state: string): number;
  /** Milliseconds before the next poll; below 0 after the deadline, which is `left` milliseconds away. */
  nextPollDelay(attempt: number, headers: unknown, left: number, jitter: number): number;
  /** The problems of keys: `[index, member, reason]` each. */
  validateKeys(keys: unknown, now: number): Array<[number, string, string]>;
  /** The index of the key, of `count` keys, that the name of an invalid parameter refers to; -1 for none. */
  keyIndexInError(name: string, count: number): number;
  /** The scope of a token that reads and changes one lock holder. */
  lockHolderScope(lockHolder: unknown): string;
  /** The scope of a token that administers one lock holder. */
  lockHolderAdminScope(id: unknown): string;
  /** The link that opens the Unloc app at a key. */
  useKeyUrl(params: unknown): string;
  /** The link with which the Unloc app loads a person's keys. */
  prefetchKeysUrl(params: unknown): string;
  /** The signed link that opens Unloc Work at a key. */
  unlocWorkUrl(params: unknown): string;
}
