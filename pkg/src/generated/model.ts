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
 * Tells lock holders of one organisation apart. Empty or absent when unset.
 */
organizationIdSuffix?: string, 
/**
 * Codes an installer types into the vendor's app. Only in answers to create and update.
 */
activeInstallerInviteCodes?: Array<string>, };

/**
 * What a new lock holder is made of.
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
 * Tells lock holders of one organisation apart, up to 1024 of letters, digits, `_` and `-`.
 */
organizationIdSuffix?: string, 
/**
 * Whether to make an account with a lock vendor too; then `vendor`, `email` and `password` count.
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
 * What may change about a lock holder.
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
 * Whether it is a second entry of a lock that another lock holder has too.
 */
duplicateLock?: boolean, };

/**
 * What may change about a lock. What is absent stays as it is.
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
 * Country, ISO 3166-1 alpha-2. The API refuses an unknown one.
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
 * From when, ISO 8601.
 */
start: string, 
/**
 * Till when, ISO 8601; `null` for ever.
 */
end: string | null, 
/**
 * Where it stands; more words may come.
 */
state: KeyState, 
/**
 * When it was made, ISO 8601.
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
 * Name as the person gave it.
 */
name?: string, 
/**
 * Picture of the person.
 */
imageUrl?: string, };

/**
 * Where a key stands.
 */
export type KeyState = 'creating' | 'scheduled' | 'active' | 'inactive' | 'expired' | 'error' | 'revoked' | (string & {});

/**
 * What a new key is made of.
 */
export type CreateKeyRequest = { 
/**
 * Phone number of the receiver, E.164 (`+47…`). Unloc invites who is not yet a user.
 */
userId: string, 
/**
 * From when, ISO 8601; `null` for now. The API wants it present.
 */
start: string | null, 
/**
 * Till when, ISO 8601; `null` for ever. Leave it out only with `durationMinutes`.
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
 * The lock, where the call names none.
 */
lockId?: string, };

/**
 * What may change about a key.
 */
export type UpdateKeyRequest = { 
/**
 * `revoked` takes it back; no other is known.
 */
state: string, };

/**
 * Weekly windows in which a key opens, in the lock's own time zone; one window a day, none on
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
 * From when till when on one day, local time of the lock.
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
 * When it was given, ISO 8601.
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
 * What a role is set to.
 */
export type CreateOrUpdateRoleRequest = { 
/**
 * Whether the person may share keys. `false` is how a role is taken back.
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
 * Where it stands; more words may come.
 */
state: VendorConnectionState, 
/**
 * The vendor.
 */
vendor: string, };

/**
 * Where a vendor connection stands.
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
 * How many locks a `virtual` connection brings, 1 to 100.
 */
locksToCreate?: number, };

/**
 * The new password of a vendor account.
 */
export type UpdateVendorConnectionPasswordRequest = { 
/**
 * The password as it now is at the vendor.
 */
password: string, };

/**
 * The account to be made with a lock vendor.
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
 * `unlocked` or `locked`; more may come.
 */
action: string, 
/**
 * When, ISO 8601.
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
 * Name of the lock then.
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
 * Id of the webhook, where the API tells one.
 */
id?: string, };

/**
 * A webhook to be registered.
 */
export type CreateKeyEventsWebhookRequest = { 
/**
 * The URL that shall get a POST per event. Put something unguessable into it.
 */
webhookUrl: string, };

/**
 * The organisation that uses the API. Only the id is certain; other members pass through.
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
