import type { V1OperationName } from '../generated/v1';

/** A function of the API as the client's wasm exports it. Checking its arguments is its own work. */
export type WasmOperation = (token: unknown, params: unknown, options: unknown) => Promise<unknown>;

/** The functions of the API, by the names under which the client's wasm exports them. */
export type WasmOperationName = V1OperationName | 'request';

/** What the client's wasm exports, once it is loaded. */
export interface ClientExports extends Record<WasmOperationName, WasmOperation> {
  /** Takes the base URL of the API and the options of every call. */
  init(baseUrl: unknown, options: unknown): void;
  /** The scope to ask a token for, to read and change one lock holder. */
  lockHolderScope(lockHolder: unknown): string;
  /** The scope to ask a token for, to administer one lock holder. */
  lockHolderAdminScope(id: unknown): string;
}
