// Generated from Rust by `npm run generate`: change the tables and the model there, not here.

import type { Integrator, Key, KeyEvent, Lock, LockHolder, Role, VendorConnection, Webhook } from './model';
import type { AccessGroup, Doorbell, JobStatus, ManagedUser, PrivacyPolicy, SharingRight, Subproject } from './model-v2';

/**
 * What the list of lock holders looks like. The API was seen with all four.
 */
export type LockHolderListForm = "lock-holders" | "lockHolders" | "managedLockHolders" | "array";

/**
 * How the sandbox behaves where the API's behaviour is disputed, and which authorization servers it has.
 */
export type SandboxSettings = { 
/**
 * The format of the list of lock holders. Default: `lock-holders`.
 */
lockHolderListForm?: LockHolderListForm, 
/**
 * The format of one entity of API v1. Default: `envelope`, under its name. `bare`: the entity itself.
 */
entityForm?: "envelope" | "bare", 
/**
 * The format of a rejected request of API v2. Default: `dotted`, with names such as
 * `keys.0.appUserId`. `brackets`: the older one, with names such as `keys[0].appUserId`.
 */
validationErrorForm?: "dotted" | "brackets", 
/**
 * The value of `startAfterId` on the last page of a list of API v2. Default: `absent`.
 */
lastPageCursor?: "absent" | "null" | "empty", 
/**
 * The authorization servers at `/oauth/…`, besides Unloc's. Default: none.
 */
also?: Array<"unidy" | "lockit">, 
/**
 * The refresh token in a token response of LockitNetwork to a refresh. Default: `rotate`, a new one,
 * and the used one becomes invalid. `same`: the used one. `omit`: none, and the used one stays valid.
 * Unidy always rotates.
 */
lockitRefreshToken?: "rotate" | "same" | "omit", 
/**
 * Where Unidy puts the code in the redirect URI: in the `query` (default) or in the `fragment`.
 */
unidyCallback?: "query" | "fragment", 
/**
 * Scopes that Unidy has besides those of its documentation. Default: none.
 */
unidyScopes?: Array<string>, 
/**
 * The registered redirect URIs, which are compared exactly. Default: any redirect URI is valid.
 */
redirectUris?: Array<string>, 
/**
 * For how many seconds of its clock a new key is in no list of keys, as with a list that lags behind.
 * Its job and the door know it at once. Default: 0.
 */
unlistedSeconds?: number, 
/**
 * Whether a key that is in no list yet is not found by its id either. Default: `false`.
 */
unlistedById?: boolean, 
/**
 * To what the start and the end of a new key are cut when they are stored. Default: `millisecond`.
 */
timePrecision?: "millisecond" | "second" | "minute", 
/**
 * Whether a key of API v2 names the access group that it belongs to, as `accessGroupId`. Default: `false`.
 */
keysNameAccessGroup?: boolean, 
/**
 * Whether API v2 gives the metadata of a key back. Default: `kept`. `dropped`: never.
 */
keyMetadata?: "kept" | "dropped", };

/**
 * Authorization codes and refresh tokens of people who signed in with Unidy or LockitNetwork.
 */
export type SandboxSignIns = { 
/**
 * Codes that can still be exchanged.
 */
codes?: Array<SandboxCode>, 
/**
 * Refresh tokens that can still be used.
 */
refreshTokens?: Array<SandboxRefreshToken>, };

/**
 * What a person allowed to a client.
 */
export type SandboxConsent = { 
/**
 * The authorization server.
 */
system: "unidy" | "lockit", 
/**
 * The client.
 */
clientId: string, 
/**
 * The scopes. Empty where there are none.
 */
scope?: Array<string>, };

/**
 * An authorization code.
 */
export type SandboxCode = { 
/**
 * The code.
 */
code: string, 
/**
 * When it expires, ISO 8601.
 */
expiresAt: string, 
/**
 * The redirect URI that it was sent to.
 */
redirectUri: string, 
/**
 * The code challenge, if the request had one.
 */
challenge?: { 
/**
 * The method.
 */
method: "S256" | "plain", 
/**
 * The challenge.
 */
value: string, }, 
/**
 * The nonce of the request, for the id token.
 */
nonce?: string, 
/**
 * What the person allowed.
 */
consent: SandboxConsent, };

/**
 * A refresh token.
 */
export type SandboxRefreshToken = { 
/**
 * The token.
 */
token: string, 
/**
 * What the person allowed.
 */
consent: SandboxConsent, };

/**
 * A user that was created through Unidy's API.
 */
export type SandboxUnidyUser = { 
/**
 * Its id.
 */
id: number, 
/**
 * Its e-mail address, which no other user has.
 */
email: string, 
/**
 * First name.
 */
firstName?: string, 
/**
 * Last name.
 */
lastName?: string, };

/**
 * A person.
 */
export type SandboxPerson = { 
/**
 * Phone number, E.164.
 */
userId: string, 
/**
 * Name.
 */
name: string, 
/**
 * The URL of a picture.
 */
imageUrl?: string, };

/**
 * A lock, with data that the API does not show.
 */
export type LockRecord = { 
/**
 * The lock holder that it belongs to.
 */
lockHolderId: string, 
/**
 * The vendor connection that it belongs to.
 */
vendorConnectionId?: string, 
/**
 * The time zone of weekly windows, an IANA name. Default: `UTC`.
 */
timezone?: string, 
/**
 * A note.
 */
note?: string, 
/**
 * How much of its events API v2 discloses. Default: the policy of the project.
 */
privacyPolicy?: PrivacyPolicy, 
/**
 * The time of the last change, ISO 8601.
 */
updated?: string, 
/**
 * How full the battery is. Default: `High`, but for `virtual` locks, which have none.
 */
batteryLevel?: string, 
/**
 * When that was measured, ISO 8601. Default: the time of the last change.
 */
batteryUpdated?: string, 
/**
 * Degrees north of the equator. The API shows a place only with both coordinates.
 */
latitude?: number, 
/**
 * Degrees east of Greenwich.
 */
longitude?: number, 
/**
 * Whether it is present. Default: `there`. `vanished`: it is missing at its vendor, and the next
 * refresh of its connection removes it. `gone`: a refresh removed it and revoked its keys.
 */
presence?: "there" | "vanished" | "gone", 
/**
 * The lock.
 */
lock: Lock, };

/**
 * A key, with data that the API does not show.
 */
export type KeyRecord = { 
/**
 * When the vendor has created it, ISO 8601. Until then it is `creating`.
 */
readyAt: string, 
/**
 * Whether the vendor fails to create it, so that it ends as `error`.
 */
fails?: boolean, 
/**
 * The subproject that it was created in.
 */
subprojectId?: string, 
/**
 * The access group that it belongs to.
 */
accessGroupId?: string, 
/**
 * The key. Its `state` matters only if it is `revoked` or `error`. The others follow from the clock.
 */
key: Key, };

/**
 * A key that a person with a role shared in the app. No list of the API contains it.
 */
export type SharedKeyRecord = { 
/**
 * The phone number of the person who shared it.
 */
sharedBy: string, 
/**
 * The key.
 */
key: Key, };

/**
 * A vendor connection, with data that the API does not show.
 */
export type VendorConnectionRecord = { 
/**
 * The lock holder that it belongs to.
 */
lockHolderId: string, 
/**
 * The user name at the vendor. Absent for `virtual`.
 */
username?: string, 
/**
 * When `connecting` ends, ISO 8601.
 */
readyAt?: string, 
/**
 * Whether the vendor rejects the password, so that it ends as `error`.
 */
fails?: boolean, 
/**
 * The number of locks that are added when it is connected.
 */
locksToCreate?: number, 
/**
 * Metadata of the integrator.
 */
metadata?: { [key in string]: string }, 
/**
 * The time of creation, ISO 8601.
 */
created?: string, 
/**
 * The connection.
 */
vendorConnection: VendorConnection, };

/**
 * An account that was created with a lock vendor.
 */
export type VendorAccountRecord = { 
/**
 * The vendor, in lower case.
 */
vendor: string, 
/**
 * The e-mail address of the account.
 */
email: string, };

/**
 * A webhook, with what it receives.
 */
export type WebhookRecord = { 
/**
 * The lock holder whose events it receives.
 */
lockHolderId: string, 
/**
 * The lock whose events it receives. Absent: all locks.
 */
lockId?: string, 
/**
 * The trigger in API v2: `accessEvent`. Absent for a webhook of API v1.
 */
trigger?: string, 
/**
 * The webhook.
 */
webhook: Webhook, };

/**
 * Everything that a sandbox stores. `state()` and `GET /_sandbox/state` return it, `seed` takes it.
 * In a seed, every member but `version` is optional.
 */
export type State = { 
/**
 * The version of this format.
 */
version: 1, 
/**
 * How the sandbox behaves where the API's behaviour is disputed.
 */
settings?: SandboxSettings, 
/**
 * The sandbox's clock.
 */
clock?: { 
/**
 * How many milliseconds it is ahead of the machine's clock.
 */
advancedMilliseconds: number, }, 
/**
 * The number of ids that were created. The next id depends on it.
 */
idsGiven?: number, 
/**
 * The integrator.
 */
integrator?: Integrator, 
/**
 * People, each with a phone number of their own.
 */
people?: Array<SandboxPerson>, 
/**
 * Lock holders, oldest first.
 */
lockHolders?: Array<LockHolder>, 
/**
 * Vendor connections.
 */
vendorConnections?: Array<VendorConnectionRecord>, 
/**
 * Accounts that were created with lock vendors.
 */
vendorAccounts?: Array<VendorAccountRecord>, 
/**
 * Locks.
 */
locks?: Array<LockRecord>, 
/**
 * Keys that were created through the API.
 */
keys?: Array<KeyRecord>, 
/**
 * Keys that people shared in the app. No list of the API contains them.
 */
sharedKeys?: Array<SharedKeyRecord>, 
/**
 * Roles, including those that may no longer share.
 */
roles?: Array<Role>, 
/**
 * Webhooks.
 */
webhooks?: Array<WebhookRecord>, 
/**
 * Key events, oldest first.
 */
keyEvents?: Array<KeyEvent>, 
/**
 * Codes and refresh tokens of people who signed in. Absent if there are none.
 */
signIns?: SandboxSignIns, 
/**
 * Users that were created through Unidy's API. Absent if there are none.
 */
unidyUsers?: Array<SandboxUnidyUser>, 
/**
 * Records of API v2 only.
 */
v2?: StateOfV2, };

/**
 * A module of a project.
 */
export type Module = "mobileKey" | "subproject" | "doorbell";

/**
 * A project with other modules or another privacy policy than the default.
 */
export type ProjectRecord = { 
/**
 * The project.
 */
projectId: string, 
/**
 * The modules that it does not have.
 */
modulesOff?: Array<Module>, 
/**
 * The privacy policy of its new locks. Default: `public`.
 */
privacyPolicy?: PrivacyPolicy, };

/**
 * A subproject.
 */
export type SubprojectRecord = { 
/**
 * The project that it belongs to.
 */
projectId: string, 
/**
 * The subproject.
 */
subproject: Subproject, };

/**
 * A managed user.
 */
export type ManagedUserRecord = { 
/**
 * The project that it belongs to.
 */
projectId: string, 
/**
 * The subproject that it was created in.
 */
subprojectId?: string, 
/**
 * Whether it was deleted. A new key for the person restores it without names and metadata.
 */
deleted?: boolean, 
/**
 * The managed user.
 */
managedUser: ManagedUser, };

/**
 * A sharing right of a subproject. Those of projects are roles, and those of access groups follow from
 * the group.
 */
export type SharingRightRecord = { 
/**
 * The subproject.
 */
subprojectId: string, 
/**
 * The sharing right.
 */
sharingRight: SharingRight, };

/**
 * An access group.
 */
export type AccessGroupRecord = { 
/**
 * The project that it belongs to.
 */
projectId: string, 
/**
 * The subproject that it was created in.
 */
subprojectId?: string, 
/**
 * The access group.
 */
accessGroup: AccessGroup, };

/**
 * A doorbell, with the keys of its users.
 */
export type DoorbellRecord = { 
/**
 * The project that it belongs to.
 */
projectId: string, 
/**
 * The doorbell.
 */
doorbell: Doorbell, 
/**
 * The id of the key of each user, by the id of the doorbell user.
 */
keyIds?: { [key in string]: string }, 
/**
 * The subproject that added a user, by the id of the doorbell user.
 */
subprojectIds?: { [key in string]: string }, };

/**
 * A job: work that ends after the response, by the sandbox's clock.
 */
export type JobRecord = { 
/**
 * The id.
 */
id: string, 
/**
 * The project that it belongs to.
 */
projectId: string, 
/**
 * The type: `createKeys`, …
 */
type: string, 
/**
 * The time of creation, ISO 8601.
 */
created: string, 
/**
 * When it ends, ISO 8601.
 */
ends: string, 
/**
 * The final status.
 */
ending: JobStatus, 
/**
 * Why it fails.
 */
failureReason?: string, 
/**
 * The ids of the keys that it creates.
 */
keyIds?: Array<string>, 
/**
 * The keys that it fails to create.
 */
failedKeys?: Array<{ 
/**
 * The lock.
 */
lockId: string, 
/**
 * The phone number of the person.
 */
appUserId: string, }>, };

/**
 * Records of API v2 only, as lists.
 */
export type StateOfV2 = { 
/**
 * Projects with other modules or another privacy policy than the default.
 */
projects?: Array<ProjectRecord>, 
/**
 * Subprojects.
 */
subprojects?: Array<SubprojectRecord>, 
/**
 * Managed users. If the list is absent, each person with a key is one.
 */
managedUsers?: Array<ManagedUserRecord> | null, 
/**
 * Sharing rights of subprojects.
 */
sharingRights?: Array<SharingRightRecord>, 
/**
 * Access groups.
 */
accessGroups?: Array<AccessGroupRecord>, 
/**
 * Doorbells.
 */
doorbells?: Array<DoorbellRecord>, 
/**
 * Jobs.
 */
jobs?: Array<JobRecord>, };
