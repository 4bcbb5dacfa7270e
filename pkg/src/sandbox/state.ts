import type {
  Integrator, Key, KeyEvent, Lock, LockHolder, Role, VendorConnection, Webhook,
} from '../generated/model';
import type * as V2 from '../generated/model-v2';
import type { StateOfV2 } from './state-v2';

/** What the list of lock holders looks like: the API was seen with all four. */
export type LockHolderListForm = 'lock-holders' | 'lockHolders' | 'managedLockHolders' | 'array';

/** How the sandbox behaves where the behaviour of what it stands for is disputed, and as whom it answers. */
export interface SandboxSettings {
  /** What the list of lock holders looks like; `lock-holders` unless told. */
  lockHolderListForm?: LockHolderListForm;
  /** What API v2 says for `startAfterId` on the last page of a list; `absent` unless told. */
  lastPageCursor?: 'absent' | 'null' | 'empty';
  /** The systems that it answers as besides Unloc, at `/oauth/…`; none unless told. */
  also?: Array<'unidy' | 'lockit'>;
  /**
   * What LockitNetwork gives with a refreshed access token: a new refresh token while the used one is
   * good for nothing more (`rotate`, unless told), the `same` again, or none while the used one stays good
   * (`omit`). Unidy always rotates.
   */
  lockitRefreshToken?: 'rotate' | 'same' | 'omit';
  /** Where Unidy puts the code when it sends people back: after `?` (`query`, unless told) or after `#`. */
  unidyCallback?: 'query' | 'fragment';
  /** The only addresses that people are sent back to after they signed in, the same to the letter; any unless told. */
  redirectUris?: string[];
}

/** What is remembered of people who signed in with Unidy or LockitNetwork. */
export interface SandboxSignIns {
  /** Codes that can still be exchanged. */
  codes?: SandboxCode[];
  /** Refresh tokens that can still be used. */
  refreshTokens?: SandboxRefreshToken[];
}

/** Who may do what in the name of the person that signed in. */
export interface SandboxConsent {
  /** With which system. */
  system: 'unidy' | 'lockit';
  /** The client that was allowed. */
  clientId: string;
  /** What it was allowed; empty where there are no scopes. */
  scope?: string[];
}

/** A code that an authorize page gave. */
export interface SandboxCode {
  /** The code. */
  code: string;
  /** Good until, ISO 8601. */
  expiresAt: string;
  /** Where it was sent. */
  redirectUri: string;
  /** The proof that its exchange must bring, if one was announced. */
  challenge?: { method: 'S256' | 'plain'; value: string };
  /** What comes back in the id token. */
  nonce?: string;
  /** What was allowed. */
  consent: SandboxConsent;
}

/** A refresh token. */
export interface SandboxRefreshToken {
  /** The token. */
  token: string;
  /** What was allowed. */
  consent: SandboxConsent;
}

/** A person. */
export interface SandboxPerson {
  /** Phone number, E.164. */
  userId: string;
  /** Name. */
  name: string;
  /** Picture. */
  imageUrl?: string;
}

/** A lock and what the API does not show of it. */
export interface LockRecord {
  /** Whose lock it is. */
  lockHolderId: string;
  /** The vendor connection it came through. */
  vendorConnectionId?: string;
  /** Its time zone (IANA name): weekly windows of keys are in it. `UTC` unless told. */
  timezone?: string;
  /** What somebody wrote down about it. */
  note?: string;
  /** What of its events API v2 tells; the project's default unless told. */
  privacyPolicy?: V2.PrivacyPolicy;
  /** When it was last changed, ISO 8601. */
  updated?: string;
  /** Whether it is there (unless told), has vanished at its vendor, or was taken out by a refresh after that. */
  presence?: 'there' | 'vanished' | 'gone';
  /** The lock. */
  lock: Lock;
}

/** A key and what the API does not show of it. */
export interface KeyRecord {
  /** When the vendor is done making it, ISO 8601; until then it is `creating`. */
  readyAt: string;
  /** Whether the vendor fails to make it; it ends as `error`. */
  fails?: boolean;
  /** The subproject it was made in, if any. */
  subprojectId?: string;
  /** The access group it belongs to, if any. */
  accessGroupId?: string;
  /** The key. Of its `state` only `revoked` and `error` are kept; the others follow the clock. */
  key: Key;
}

/** A key that somebody with a role shared in the app. No list of the API shows it. */
export interface SharedKeyRecord {
  /** Who shared it: phone number of somebody with a role. */
  sharedBy: string;
  /** The key. */
  key: Key;
}

/** A vendor connection and what the API does not show of it. */
export interface VendorConnectionRecord {
  /** Whose connection it is. */
  lockHolderId: string;
  /** User name at the vendor; none for `virtual`. */
  username?: string;
  /** While it is `connecting`: when that ends, ISO 8601. */
  readyAt?: string;
  /** Whether the vendor will refuse the password; it ends as `error`. */
  fails?: boolean;
  /** How many locks come with it once it is connected. */
  locksToCreate?: number;
  /** The integrator's own data. */
  metadata?: { [name: string]: string };
  /** When it was made, ISO 8601. */
  created?: string;
  /** The connection. */
  vendorConnection: VendorConnection;
}

/** An account made with a lock vendor. */
export interface VendorAccountRecord {
  /** The vendor, lower case. */
  vendor: string;
  /** E-mail address of the account. */
  email: string;
}

/** A webhook and what it listens to. */
export interface WebhookRecord {
  /** Whose events. */
  lockHolderId: string;
  /** The lock, if only its events are wanted. */
  lockId?: string;
  /** What API v2 delivers to it: `accessEvent`. None for a webhook of API v1. */
  trigger?: string;
  /** The webhook. */
  webhook: Webhook;
}

/**
 * Everything a sandbox remembers. `state()` and `GET /_sandbox/state` give it, `seed` takes it. All
 * but `version` may be left out of a seed.
 */
export interface State {
  /** The version of this shape. */
  version: 1;
  /** How the sandbox behaves where the API's behaviour is disputed. */
  settings?: SandboxSettings;
  /** The sandbox's clock is the machine's, put forward by so many milliseconds. */
  clock?: { advancedMilliseconds: number };
  /** How many ids were given out; the next one depends on it. */
  idsGiven?: number;
  /** The one integrator that has an account. */
  integrator?: Integrator;
  /** People by phone number. */
  people?: SandboxPerson[];
  /** Lock holders. */
  lockHolders?: LockHolder[];
  /** Vendor connections. */
  vendorConnections?: VendorConnectionRecord[];
  /** Accounts made with lock vendors. */
  vendorAccounts?: VendorAccountRecord[];
  /** Locks. */
  locks?: LockRecord[];
  /** Keys made through the API. */
  keys?: KeyRecord[];
  /** Keys that people shared in the app. */
  sharedKeys?: SharedKeyRecord[];
  /** Roles, those that may not share included. */
  roles?: Role[];
  /** Webhooks. */
  webhooks?: WebhookRecord[];
  /** Key events, oldest first. */
  keyEvents?: KeyEvent[];
  /** Codes and refresh tokens; absent if nobody signed in. */
  signIns?: SandboxSignIns;
  /** What only API v2 knows of. */
  v2?: StateOfV2;
}

/** A state as `state()` gives it: with nothing left out but `signIns`, if nobody signed in. */
export type WholeState = Required<Pick<State, Exclude<keyof State, 'signIns'>>> & Pick<State, 'signIns'>;
