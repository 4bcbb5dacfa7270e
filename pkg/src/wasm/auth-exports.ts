import type { Settle } from './instance-recovery';

/** The exports of the client's wasm for tokens. */
export interface AuthExports {
  /** Sends a token request; `settle` gets data or error. */
  tokenCall(system: unknown, client: unknown, grant: unknown, options: unknown, settle: Settle): void;
  /** Begins a sign-in: adds `url`, `state` and `verifier` to the request. Throws the members of an `UnlocError`. */
  beginSignIn(system: unknown, clientId: string, request: unknown, insecure: boolean, random: Uint8Array): void;
  /** The code of a callback, after its state and issuer are compared. Throws the members of an `UnlocError`. */
  signInCode(parameters: { [name: string]: string[] | undefined }, issuer: string, issuerPromised: boolean, state: string): string;
}
