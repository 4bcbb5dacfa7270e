// Generated from Rust by `npm run generate`: change the tables and the model there, not here.

/**
 * Who holds locks: a housing association, an office, an owner of flats. In API v2: project.
 */
export type LockHolder = { 
/**
 * Id, a UUID.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Country, ISO 3166-1 alpha-2.
 */
countryIso: string, 
/**
 * The organisation's number or another identifier that is unique in the country.
 */
organizationId: string, 
/**
 * Distinguishes lock holders of one organisation. Empty or absent if unset.
 */
organizationIdSuffix?: string, 
/**
 * Codes that an installer enters in the vendor's app. Only in responses to create and update.
 */
activeInstallerInviteCodes?: Array<string>, };

/**
 * The members of a new lock holder.
 */
export type CreateLockHolderRequest = { 
/**
 * Name, 4 to 1024 characters.
 */
name: string, 
/**
 * Country, ISO 3166-1 alpha-2.
 */
countryIso: string, 
/**
 * The organisation's identifier, 4 to 1024 of letters, digits, `_` and `-`.
 */
organizationId: string, 
/**
 * Distinguishes lock holders of one organisation, up to 1024 of letters, digits, `_` and `-`.
 */
organizationIdSuffix?: string, 
/**
 * Whether to create an account with a lock vendor too, from `vendor`, `email` and `password`.
 */
createVendorAccount?: boolean, 
/**
 * The lock vendor of the new account.
 */
vendor?: string, 
/**
 * E-mail address of the new vendor account.
 */
email?: string, 
/**
 * Password of the new vendor account.
 */
password?: string, };

/**
 * What can be changed of a lock holder.
 */
export type UpdateLockHolderRequest = { 
/**
 * New name, 4 to 1024 characters.
 */
name: string, };

/**
 * A lock, as its vendor and the lock holder know it.
 */
export type Lock = { 
/**
 * Id, a UUID.
 */
id: string, 
/**
 * Name, such as the door's.
 */
name: string, 
/**
 * The lock's vendor. Casing varies (`Danalock`, `danalock`): compare without it.
 */
vendor: string, 
/**
 * Which service providers may use the lock: provider to `opt-in`, `opt-out` or `deny`.
 */
auth?: { [key in string]: string }, 
/**
 * Picture of the door.
 */
imageUrl?: string, 
/**
 * Where the lock is.
 */
address?: Address, 
/**
 * How many people may share keys to the lock.
 */
canCreateKeysCount?: number, 
/**
 * How many keys have been shared.
 */
keysCreatedCount?: number, 
/**
 * When the lock was added, ISO 8601.
 */
created?: string, 
/**
 * Whether it is a duplicate of a lock that another lock holder has too.
 */
duplicateLock?: boolean, };

/**
 * What can be changed of a lock. An absent member is not changed.
 */
export type UpdateLockRequest = { 
/**
 * New name.
 */
name?: string, 
/**
 * New picture, a base64 data URL (`data:image/png;base64,…`); the vendor's app sends up to 3,000,000 bytes.
 */
image?: string, 
/**
 * New address; `null` removes it.
 */
address?: Address | null, };

/**
 * Where a lock is.
 */
export type Address = { 
/**
 * Street and number.
 */
street: string, 
/**
 * Postal code, as text: leading zeros count.
 */
postalCode: string, 
/**
 * City.
 */
city: string, 
/**
 * Country, ISO 3166-1 alpha-2. The API rejects an unknown one.
 */
countryIso: string, 
/**
 * Floor.
 */
floor?: string, 
/**
 * What a visitor should know on arrival.
 */
visitorInstructions?: string, };

/**
 * A person's right to open a lock for a time.
 */
export type Key = { 
/**
 * Id, a UUID.
 */
id: string, 
/**
 * The lock it opens.
 */
lockId: string, 
/**
 * Who has it.
 */
toUser: KeyUser, 
/**
 * When it starts, ISO 8601.
 */
start: string, 
/**
 * When it ends, ISO 8601; `null` for never.
 */
end: string | null, 
/**
 * Its state; the set is open.
 */
state: KeyState, 
/**
 * When it was created, ISO 8601.
 */
created?: string, 
/**
 * Weekly windows in which it opens.
 */
recurrence?: Recurrence, 
/**
 * The integrator's own data.
 */
metadata?: { [key in string]: string }, };

/**
 * The person who has a key.
 */
export type KeyUser = { 
/**
 * Phone number, E.164 (`+47…`).
 */
id: string, 
/**
 * Name that the person entered.
 */
name?: string, 
/**
 * Picture of the person.
 */
imageUrl?: string, };

/**
 * The state of a key.
 */
export type KeyState = 'creating' | 'scheduled' | 'active' | 'inactive' | 'expired' | 'error' | 'revoked' | (string & {});

/**
 * The members of a new key.
 */
export type CreateKeyRequest = { 
/**
 * Phone number of the receiver, E.164 (`+47…`). Unloc invites who is not yet a user.
 */
userId: string, 
/**
 * When it starts, ISO 8601; `null` for now. The API requires the member.
 */
start: string | null, 
/**
 * When it ends, ISO 8601; `null` for never. Omit it only with `durationMinutes`.
 */
end?: string | null, 
/**
 * Minutes from start to end, instead of `end`.
 */
durationMinutes?: number, 
/**
 * Whether to send no invitation.
 */
skipInviteNotification?: boolean | null, 
/**
 * Weekly windows in which it opens.
 */
recurrence?: Recurrence, 
/**
 * The integrator's own data.
 */
metadata?: { [key in string]: string }, 
/**
 * The lock, if it is not a parameter of the call.
 */
lockId?: string, };

/**
 * What can be changed of a key.
 */
export type UpdateKeyRequest = { 
/**
 * `revoked` revokes it; no other value is known.
 */
state: string, };

/**
 * Weekly windows in which a key opens, in the lock's time zone: one window a day, none on
 * days that are absent.
 */
export type Recurrence = { 
/**
 * Monday.
 */
mon?: TimeWindow, 
/**
 * Tuesday.
 */
tue?: TimeWindow, 
/**
 * Wednesday.
 */
wed?: TimeWindow, 
/**
 * Thursday.
 */
thu?: TimeWindow, 
/**
 * Friday.
 */
fri?: TimeWindow, 
/**
 * Saturday.
 */
sat?: TimeWindow, 
/**
 * Sunday.
 */
sun?: TimeWindow, };

/**
 * The window of one day, in the local time of the lock.
 */
export type TimeWindow = { 
/**
 * Hour of the start, 0 to 24.
 */
startHour: number, 
/**
 * Minute of the start, 0 to 59.
 */
startMinute: number, 
/**
 * Hour of the end, 0 to 24.
 */
endHour: number, 
/**
 * Minute of the end, 0 to 59.
 */
endMinute: number, };

/**
 * A person's right to share keys to a lock; one per user and lock. In API v2: sharing right.
 */
export type Role = { 
/**
 * Phone number of the person, E.164.
 */
userId: string, 
/**
 * The lock.
 */
lockId: string, 
/**
 * Whether the person may share keys to it.
 */
canShare: boolean, 
/**
 * When it was granted, ISO 8601.
 */
created: string, 
/**
 * How many keys the person has shared.
 */
createdKeys?: number, 
/**
 * Name of the person; prefer `toUser.name` of a key.
 */
userName?: string, };

/**
 * The new value of a role.
 */
export type CreateOrUpdateRoleRequest = { 
/**
 * Whether the person may share keys. `false` revokes the role.
 */
canShare: boolean, 
/**
 * Name of the person.
 */
userName?: string, };

/**
 * A person with keys or roles, as a control centre derives one from lists of keys and roles.
 */
export type User = { 
/**
 * Phone number, E.164.
 */
userId: string, 
/**
 * Name to show.
 */
userDisplayName: string, 
/**
 * How many keys the person has.
 */
keysCount: number, 
/**
 * How many roles the person has.
 */
rolesCount: number, 
/**
 * Picture of the person.
 */
profilePicture?: string, };

/**
 * The link to a lock vendor's account, from which locks come. In API v2: lock connection.
 */
export type VendorConnection = { 
/**
 * Id, a UUID.
 */
id: string, 
/**
 * Its state; the set is open.
 */
state: VendorConnectionState, 
/**
 * The vendor.
 */
vendor: string, };

/**
 * The state of a vendor connection.
 */
export type VendorConnectionState = 'connecting' | 'connected' | 'error' | 'disconnected' | (string & {});

/**
 * The vendor account to connect to, or `virtual` for locks to test with.
 */
export type CreateVendorConnectionRequest = { 
/**
 * The vendor, lower case: `danalock`, `virtual`, …
 */
vendor: string, 
/**
 * User name at the vendor; not for `virtual`.
 */
username?: string, 
/**
 * Password at the vendor; not for `virtual`.
 */
password?: string, 
/**
 * How many locks a `virtual` connection creates, 1 to 100.
 */
locksToCreate?: number, };

/**
 * The new password of a vendor account.
 */
export type UpdateVendorConnectionPasswordRequest = { 
/**
 * The current password at the vendor.
 */
password: string, };

/**
 * The account to be created with a lock vendor.
 */
export type CreateVendorAccountRequest = { 
/**
 * The vendor, lower case.
 */
vendor: string, 
/**
 * E-mail address of the account.
 */
email: string, 
/**
 * Password of the account.
 */
password: string, };

/**
 * Something that happened at a lock with a key (in API v2: access event). Kept 30 days.
 */
export type KeyEvent = { 
/**
 * Id, a UUID.
 */
id: string, 
/**
 * `unlocked` or `locked`; the set is open.
 */
action: string, 
/**
 * When it happened, ISO 8601.
 */
created: string, 
/**
 * The key.
 */
keyId: string, 
/**
 * The lock.
 */
lockId: string, 
/**
 * Name of the lock at that time.
 */
lockName: string, 
/**
 * Phone number of the person, E.164.
 */
userId: string, 
/**
 * Name of the person; may be empty.
 */
userName: string, };

/**
 * Where key events are delivered.
 */
export type Webhook = { 
/**
 * The URL that gets a POST per event.
 */
webhookUrl: string, 
/**
 * Id of the webhook, if the API sends one.
 */
id?: string, };

/**
 * A webhook to be registered.
 */
export type CreateKeyEventsWebhookRequest = { 
/**
 * The URL that gets a POST per event. Include something that nobody can guess.
 */
webhookUrl: string, };

/**
 * The organisation that uses the API. Only the id is certain; other members are passed through.
 */
export type Integrator = { 
/**
 * Id of the integrator.
 */
id: string, 
/**
 * Name of the integrator.
 */
name?: string, };
