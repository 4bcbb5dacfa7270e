import type { UnlocClient } from 'unloc-integrator-client';
import type { Sandbox } from 'unloc-integrator-client/sandbox';

/** The Unloc that the page works on. */
export interface Connection {
  /** `embedded`: it runs in this tab; `account`: the API, with tokens from a backend. */
  kind: 'embedded' | 'account';
  /** What the account is known by in this browser; of an account. */
  account?: string;
  unloc: UnlocClient;
  /** The ids of the projects that there is access to. */
  projectIds: readonly string[];
  /** The current time by the clock of this Unloc, in milliseconds since 1970. */
  now(): number;
  /** The embedded Unloc. */
  sandbox?: Sandbox;
  /** Moves the clock of the embedded Unloc on, by seconds. */
  advance?(seconds: number): void;
}
