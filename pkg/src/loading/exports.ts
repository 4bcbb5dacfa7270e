import type { Settle } from '../breakdown';
import type { V1OperationName } from '../generated/v1';

/** The functions of the API, by the names under which the client's wasm exports them. */
export type WasmOperationName = V1OperationName | 'request';

/**
 * What the package uses of the client's wasm, once it is loaded. The wasm exports each function of the
 * API by its own name too; the build leaves those out.
 */
export interface ClientExports {
  /**
   * Makes a call by its name and hands its envelope to `settle`. It returns nothing, unlike the
   * functions of those names: V8 ends the process when it has to leave optimised code in the middle
   * of an inlined call into wasm that returns an object (seen in Node 20).
   */
  callAndSettle(name: WasmOperationName, token: unknown, params: unknown, options: unknown, settle: Settle): void;
  /** Takes the base URL of the API and the options of every call. */
  init(baseUrl: unknown, options: unknown): void;
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
