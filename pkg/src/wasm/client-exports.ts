import type { AuthExports } from './auth-exports';
import type { Settle } from './instance-recovery';
import type { V1OperationName, V2OperationName } from '../generated/operation-names';

/** The calls of the API, by the names that the client's wasm knows. */
export type WasmOperationName = V1OperationName | 'request';

/** The calls that the client's wasm makes by their names. */
export type OperationName = WasmOperationName | V2OperationName;

/**
 * A position in a paginated list. The first item is the cursor of the next page; only the wasm reads the others, which
 * detect pages that repeat.
 */
export type PageCursor = ReadonlyArray<unknown>;

/** What the package uses of the client's wasm, once it is loaded. */
export interface ClientExports extends AuthExports {
  /**
   * Makes a call by its name and hands what it comes to to `settle`. It returns nothing: V8 ends the
   * process when it has to leave optimised code in the middle of an inlined call into wasm that
   * returns an object (seen in Node 20).
   *
   * @param client the options of all calls; it must not change.
   */
  callAndSettle(name: OperationName, token: unknown, params: unknown, options: unknown, client: object, settle: Settle): void;
  /** The walk after a page that came with this cursor; its first item is the next cursor, undefined is the end. Throws where the pages go in a circle. */
  followCursor(operation: string, before: PageCursor | undefined, cursor: unknown): PageCursor | undefined;
  /** How a job of this status stands: 0 under way, 1 good, 2 failed. */
  jobStanding(status: string): number;
  /** How a new key of this state stands: 0 under way, 1 good, 2 failed. */
  keyStanding(state: string): number;
  /** Milliseconds before the next look at a job; below 0 if the time is up. */
  waitForJob(looks: number, headers: unknown, left: number, dice: number): number;
  /** What is wrong with keys: `[index, member, why]` each. */
  problemsOfKeys(keys: unknown, now: number): Array<[number, string, string]>;
  /** Which of `count` keys the API means by the name of an invalid parameter; -1 for none. */
  keyNamed(name: string, count: number): number;
  /** The scope to ask a token for, to read and change one lock holder. */
  lockHolderScope(lockHolder: unknown): string;
  /** The scope to ask a token for, to administer one lock holder. */
  lockHolderAdminScope(id: unknown): string;
  /** The link that opens the Unloc app at a key. */
  useKeyUrl(params: unknown): string;
  /** The link that makes the Unloc app load a person's keys. */
  prefetchKeysUrl(params: unknown): string;
  /** The signed link that opens Unloc Work at a key. */
  unlocWorkUrl(params: unknown): string;
}
