import type { Settle } from './instance-recovery';

/** What the client's wasm exports for tokens. */
export interface AuthExports {
  /** Asks a token endpoint; `settle` gets data or error. */
  tokenCall(system: unknown, client: unknown, grant: unknown, options: unknown, settle: Settle): void;
  /** Begins a sign-in: adds `url`, `state` and `verifier` to the request. Throws an error of ours. */
  beginSignIn(system: unknown, clientId: string, request: unknown, insecure: boolean, random: Uint8Array): void;
  /** A callback's code, once its state and issuer are compared. Throws an error of ours. */
  signInCode(parameters: { [name: string]: string[] | undefined }, issuer: string, issuerPromised: boolean, state: string): string;
}
