// Generated from Rust by `npm run generate`: change the tables and the model there, not here.

/**
 * Who owns projects (in API v1: integrator). Members inferred.
 */
export type Organization = { 
/**
 * Id, a UUID.
 */
id: string, 
/**
 * Name.
 */
name?: string, };

/**
 * Who holds locks: a housing association, an office, an owner of flats (in API v1: lock
 * holder). It also has a default privacy policy, under a name that is not documented.
 */
export type Project = { 
/**
 * Id, a UUID.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * The organization that owns it.
 */
organizationId: string, };

/**
 * The members of a new project. Inferred.
 */
export type ProjectInput = { 
/**
 * Name.
 */
name: string, };

/**
 * What can be changed of a project. Inferred.
 */
export type ProjectChange = { 
/**
 * New name.
 */
name?: string, };

/**
 * A new default privacy policy of a project. Names inferred.
 */
export type PrivacyPolicyChange = { 
/**
 * What access events of new locks reveal.
 */
privacyPolicy: PrivacyPolicy, 
/**
 * Whether the locks that are there get it too. Default: `false`.
 */
applyToAllLocks?: boolean, };

/**
 * A part of a project that refers to some of its locks and has keys, rights to share and
 * managed users of its own. Members inferred from the input.
 */
export type Subproject = { 
/**
 * Id, a UUID.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Description.
 */
description?: string | null, 
/**
 * Its locks, at most 1,000.
 */
lockIds?: Array<string>, 
/**
 * The integrator's own data.
 */
metadata?: { [key in string]: string } | null, 
/**
 * The project it is a part of.
 */
projectId?: string, 
/**
 * When it was created, ISO 8601.
 */
created?: string, };

/**
 * The members of a new subproject.
 */
export type SubprojectInput = { 
/**
 * Name, 4 to 128 characters.
 */
name: string, 
/**
 * Description, 4 to 1024 characters.
 */
description?: string, 
/**
 * Locks of the project, at most 1,000.
 */
lockIds?: Array<string>, 
/**
 * The integrator's own data.
 */
metadata?: { [key in string]: string }, };

/**
 * Locks to add to a subproject and to remove; at least one of the two members. A lock that is
 * already there is ignored, an unknown one is rejected.
 */
export type SubprojectLocksChange = { 
/**
 * Locks to add.
 */
lockIdsToAdd?: Array<string>, 
/**
 * Locks to remove; the subproject's keys to them are revoked.
 */
lockIdsToRemove?: Array<string>, };

/**
 * A lock, which belongs to exactly one project.
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
 * The lock's vendor: `danalock`, `dormakaba-dkey`, `virtual`, …
 */
vendor: string, 
/**
 * The lock's vendor, the same as `vendor` in all known responses.
 */
vendorType?: string, 
/**
 * A note about it; often empty.
 */
note?: string | null, 
/**
 * Id of the physical lock; several locks may share one.
 */
physicalLockId?: string, 
/**
 * The lock connection that it belongs to.
 */
lockConnectionId?: string, 
/**
 * When it was added, ISO 8601.
 */
created?: string, 
/**
 * When it last changed, ISO 8601.
 */
updated?: string, 
/**
 * Whether it can be locked by key, and not only opened.
 */
canBeLocked?: boolean, 
/**
 * Whether it is a duplicate of a lock that another project has too.
 */
duplicateLock?: boolean, 
/**
 * Time zone of the door, an IANA name such as `Europe/Oslo`, in which recurrence is meant.
 */
timezone?: string, 
/**
 * What its access events reveal.
 */
privacyPolicy?: PrivacyPolicy, 
/**
 * Where it is.
 */
address?: Address | null, 
/**
 * How full its battery is.
 */
batteryStatus?: BatteryStatus | null, 
/**
 * Where it is, as entered by a person.
 */
location?: Coordinates | null, 
/**
 * Where it is, as estimated by the API.
 */
locationGuess?: Coordinates | null, 
/**
 * Picture of the door.
 */
imageUrl?: string, };

/**
 * What can be changed of a lock. An absent member is not changed. Inferred.
 */
export type LockChange = { 
/**
 * New name.
 */
name?: string, 
/**
 * New note.
 */
note?: string, 
/**
 * What its access events reveal from now on.
 */
privacyPolicy?: PrivacyPolicy, };

/**
 * What access events reveal.
 */
export type PrivacyPolicy = 'public' | 'anonymized' | 'private' | (string & {});

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
 * How full a lock's battery is.
 */
export type BatteryStatus = { 
/**
 * The level; the set is open.
 */
batteryLevel?: BatteryLevel, 
/**
 * When it was measured, ISO 8601.
 */
batteryLevelLastUpdated?: string, };

/**
 * How full a lock's battery is. Only one word has been seen.
 */
export type BatteryLevel = 'High' | (string & {});

/**
 * Geographic coordinates, in degrees.
 */
export type Coordinates = { 
/**
 * Latitude, north of the equator.
 */
latitude: number, 
/**
 * Longitude, east of Greenwich.
 */
longitude: number, };

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
 * Who has it; `null` if the API does not reveal the person.
 */
appUser: AppUser | null, 
/**
 * When it starts, ISO 8601.
 */
start: string, 
/**
 * When it ends, ISO 8601; `null` for never.
 */
end: string | null, 
/**
 * When it was created, ISO 8601.
 */
created: string, 
/**
 * Its state; the set is open.
 */
state: KeyState, 
/**
 * Weekly windows in which it opens.
 */
recurrence?: Recurrence | null, 
/**
 * The integrator's own data.
 */
metadata?: { [key in string]: string } | null, };

/**
 * The state of a key.
 */
export type KeyState = 'creating' | 'scheduled' | 'active' | 'inactive' | 'expired' | 'error' | 'revoked' | (string & {});

/**
 * A person in Unloc's app, one per phone number.
 */
export type AppUser = { 
/**
 * Phone number, E.164 (`+47…`).
 */
id: string, 
/**
 * Name that the person entered.
 */
name?: string, };

/**
 * The members of a new key.
 */
export type KeyInput = { 
/**
 * The lock it opens.
 */
lockId: string, 
/**
 * Phone number of the receiver, E.164 (`+47…`). Unloc invites who is not yet a user.
 */
appUserId: string, 
/**
 * When it starts, ISO 8601, at most an hour ago; absent or `null` for now. The API rejects
 * `null`, so this library omits it.
 */
start?: string | null, 
/**
 * When it ends, ISO 8601; absent or `null` for never.
 */
end?: string | null, 
/**
 * Minutes from start to end, instead of `end`. Known from API v1, inferred here.
 */
durationMinutes?: number, 
/**
 * Weekly windows in which it opens.
 */
recurrence?: Recurrence, 
/**
 * The integrator's own data: at most 20 pairs, names of 40 and values of 256 characters;
 * names that begin with `unloc` are the API's.
 */
metadata?: { [key in string]: string }, };

/**
 * Weekly windows in which a key opens, in the lock's own time zone.
 */
export type Recurrence = { 
/**
 * At most one per day. The API's documentation also spells the member `timespans`; this
 * spelling is read too and becomes `timeSpans`.
 */
timeSpans: Array<TimeSpan>, };

/**
 * The window of one day, in the local time of the lock.
 */
export type TimeSpan = { 
/**
 * The day.
 */
weekday: Weekday, 
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
 * A day of the week.
 */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun' | (string & {});

/**
 * Work that goes on after the response.
 */
export type Job = { 
/**
 * Id, a UUID.
 */
id: string, 
/**
 * Its state; the set is open.
 */
status: JobStatus, 
/**
 * Kind of the job, such as `createKeys`.
 */
type?: string, 
/**
 * When it was started, ISO 8601.
 */
created?: string, 
/**
 * Why it failed.
 */
failureReason?: string, 
/**
 * Its result.
 */
resultData?: JobResult, };

/**
 * The status of a job.
 */
export type JobStatus = 'pending' | 'inProgress' | 'succeeded' | 'failedValidation' | 'failedJob' | 'timeout' | (string & {});

/**
 * The result of a job that creates keys.
 */
export type JobResult = { 
/**
 * Keys that were created.
 */
createdKeys?: Array<JobKey>, 
/**
 * Keys that could not be created.
 */
failedKeys?: Array<JobKey>, 
/**
 * Keys that are still being created.
 */
creatingKeys?: Array<JobKey>, };

/**
 * A key in a job's result. None of its members is certain.
 */
export type JobKey = { 
/**
 * Id of the key.
 */
id?: string, 
/**
 * Id of the key, by another name.
 */
keyId?: string, 
/**
 * The key itself.
 */
key?: Key, 
/**
 * The lock.
 */
lockId?: string, 
/**
 * Phone number of the person, E.164.
 */
appUserId?: string, };

/**
 * A reference to a job.
 */
export type JobRef = { 
/**
 * Id, a UUID.
 */
id: string, 
/**
 * Kind of the job, such as `createKeys`; inferred.
 */
jobType?: string, 
/**
 * Its URL; inferred.
 */
jobStatusUrl?: string, };

/**
 * A person's right to share keys to a lock (in API v1: role). Members inferred.
 */
export type SharingRight = { 
/**
 * The lock.
 */
lockId: string, 
/**
 * Phone number of the person, E.164.
 */
appUserId: string, 
/**
 * Id.
 */
id?: string, 
/**
 * What it comes from; the set is open.
 */
source?: SharingRightSource, 
/**
 * When it was granted, ISO 8601.
 */
created?: string, 
/**
 * How many keys the person has shared.
 */
createdKeys?: number, };

/**
 * What a right to share comes from. The words are inferred.
 */
export type SharingRightSource = 'project' | 'subproject' | 'accessGroup' | (string & {});

/**
 * The members of a new right to share. Inferred.
 */
export type SharingRightInput = { 
/**
 * The lock.
 */
lockId: string, 
/**
 * Phone number of the person, E.164 (`+47…`).
 */
appUserId: string, };

/**
 * A project's record of a person who has or had a key, one per project. Members inferred.
 */
export type ManagedUser = { 
/**
 * Id.
 */
id: string, 
/**
 * Phone number, E.164 (`+47…`).
 */
appUserId: string, 
/**
 * First name in the project's record.
 */
firstName?: string | null, 
/**
 * Last name in the project's record.
 */
lastName?: string | null, 
/**
 * The integrator's own data.
 */
metadata?: { [key in string]: string } | null, };

/**
 * The members of a new managed user.
 */
export type ManagedUserInput = { 
/**
 * Phone number, E.164 (`+47…`). The member's name is inferred.
 */
appUserId: string, 
/**
 * First name.
 */
firstName?: string, 
/**
 * Last name.
 */
lastName?: string, 
/**
 * The integrator's own data.
 */
metadata?: { [key in string]: string }, };

/**
 * What can be changed of a managed user. An absent member is not changed.
 */
export type ManagedUserChange = { 
/**
 * New first name.
 */
firstName?: string, 
/**
 * New last name; `null` removes it.
 */
lastName?: string | null, 
/**
 * Pairs to be merged into the present ones; a value of `null` removes its pair.
 */
metadata?: { [key in string]: string | null }, };

/**
 * People who all have keys to the same locks; at most 100,000 people times locks. Its keys are
 * revoked only by removing the person or the lock. Members inferred from the input.
 */
export type AccessGroup = { 
/**
 * Id.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Description.
 */
description?: string | null, 
/**
 * Its locks.
 */
lockIds?: Array<string>, 
/**
 * Phone numbers of its people, E.164.
 */
appUserIds?: Array<string>, 
/**
 * Weekly windows in which its keys open.
 */
recurrence?: Recurrence | null, 
/**
 * Whether its people may share their keys.
 */
allowKeySharing?: boolean, 
/**
 * The integrator's own data.
 */
metadata?: { [key in string]: string } | null, 
/**
 * When it was created, ISO 8601.
 */
created?: string, };

/**
 * The members of a new access group. One call creates at most 10,000 keys.
 */
export type AccessGroupInput = { 
/**
 * Name, 4 to 128 characters.
 */
name: string, 
/**
 * The locks to which everybody gets a key.
 */
lockIds: Array<string>, 
/**
 * Phone numbers of the people, E.164 (`+47…`).
 */
appUserIds: Array<string>, 
/**
 * Description, 4 to 1024 characters.
 */
description?: string, 
/**
 * Weekly windows in which its keys open.
 */
recurrence?: Recurrence, 
/**
 * Whether its people may share their keys; not together with `recurrence`.
 */
allowKeySharing?: boolean, 
/**
 * The integrator's own data.
 */
metadata?: { [key in string]: string }, };

/**
 * What can be changed of an access group. An absent member is not changed.
 */
export type AccessGroupChange = { 
/**
 * New name, 4 to 64 characters.
 */
name?: string, 
/**
 * New description; `null` removes it.
 */
description?: string | null, 
/**
 * New weekly windows; `null` removes them.
 */
recurrence?: Recurrence | null, 
/**
 * Whether its people may share their keys.
 */
allowKeySharing?: boolean, 
/**
 * New data of the integrator; `null` removes it.
 */
metadata?: { [key in string]: string } | null, };

/**
 * People and locks to add to an access group and to remove; at least one of the four members. What is
 * already so is ignored.
 */
export type AccessGroupAccessesChange = { 
/**
 * Phone numbers of people to add, E.164.
 */
appUserIdsToAdd?: Array<string>, 
/**
 * Phone numbers of people to remove, E.164; their keys are revoked.
 */
appUserIdsToRemove?: Array<string>, 
/**
 * Locks to add.
 */
lockIdsToAdd?: Array<string>, 
/**
 * Locks to remove; the keys to them are revoked.
 */
lockIdsToRemove?: Array<string>, };

/**
 * Something that happened at a lock with a key (in API v1: key event). Kept 60 days. Under
 * the privacy policy `anonymized` the person is hidden, under `private` there is no event.
 */
export type AccessEvent = { 
/**
 * Id, a UUID. Webhooks may deliver an event twice: ignore ids that you have seen.
 */
id: string, 
/**
 * What was done; the set is open.
 */
action: AccessAction, 
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
appUserId?: string | null, 
/**
 * Name of the person; may be empty.
 */
userName?: string | null, };

/**
 * What was done with a key.
 */
export type AccessAction = 'unlocked' | 'locked' | 'viewedCode' | (string & {});

/**
 * Where access events are delivered.
 */
export type Webhook = { 
/**
 * What is delivered; the set is open.
 */
trigger: WebhookTrigger, 
/**
 * The URL that gets a POST per event.
 */
url: string, 
/**
 * Id; inferred.
 */
id?: string, 
/**
 * The lock whose events are delivered.
 */
lockId?: string, };

/**
 * What is delivered.
 */
export type WebhookTrigger = 'accessEvent' | (string & {});

/**
 * A webhook to be registered.
 */
export type WebhookInput = { 
/**
 * What is to be delivered: `accessEvent`.
 */
trigger: WebhookTrigger, 
/**
 * The URL that gets a POST per event. Deliveries are not signed: include something that
 * nobody can guess.
 */
url: string, 
/**
 * The lock whose events are to be delivered. Whether those of the whole project are, without it, is
 * not documented.
 */
lockId?: string, };

/**
 * The link to a lock vendor's account, from which locks come (in API v1: vendor connection).
 */
export type LockConnection = { 
/**
 * Id, a UUID.
 */
id: string, 
/**
 * Its state; the set is open.
 */
state: LockConnectionState, 
/**
 * The vendor.
 */
vendor?: string, 
/**
 * The integrator's own data.
 */
metadata?: { [key in string]: string } | null, 
/**
 * When it was created, ISO 8601.
 */
created?: string, };

/**
 * The state of a lock connection.
 */
export type LockConnectionState = 'connecting' | 'connected' | 'error' | 'disconnected' | (string & {});

/**
 * The vendor's account to connect to. Members inferred from API v1.
 */
export type LockConnectionInput = { 
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
 * A doorbell at a lock that is on the internet. Members inferred from the input.
 */
export type Doorbell = { 
/**
 * Id.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * The lock it belongs to.
 */
lockId: string, 
/**
 * Whom it rings.
 */
doorbellUserLists?: Array<DoorbellUserList>, };

/**
 * People whom a doorbell rings. Members inferred from the input.
 */
export type DoorbellUserList = { 
/**
 * Name.
 */
name: string, 
/**
 * The people whom it rings.
 */
doorbellUsers: Array<DoorbellUser>, 
/**
 * Id.
 */
id?: string, };

/**
 * Somebody whom a doorbell rings. Members inferred from the input.
 */
export type DoorbellUser = { 
/**
 * Phone number, E.164 (`+47…`).
 */
appUserId: string, 
/**
 * Name at the bell.
 */
name: string, 
/**
 * Id.
 */
id?: string, };

/**
 * The members of a new doorbell. Adding a person creates a key and a managed user.
 */
export type DoorbellInput = { 
/**
 * Name, 5 to 256 characters.
 */
name: string, 
/**
 * The lock it belongs to, which must be on the internet.
 */
lockId: string, 
/**
 * Whom it rings: one list according to the vendor's reference, several according to its newer guide.
 */
doorbellUserLists: Array<DoorbellUserListInput>, };

/**
 * The members of a new list of people.
 */
export type DoorbellUserListInput = { 
/**
 * Name.
 */
name: string, 
/**
 * The people whom it rings.
 */
doorbellUsers: Array<DoorbellUser>, };

/**
 * What can be changed of a list of people. An absent member is not changed.
 */
export type DoorbellUserListChange = { 
/**
 * New name, 5 to 256 characters.
 */
name?: string, 
/**
 * When it rings; the members are not documented.
 */
openingHours?: { [name: string]: unknown }, 
/**
 * People to add, at most 500.
 */
doorbellUsersToAdd?: Array<DoorbellUser>, 
/**
 * Ids of people to remove. A subproject cannot remove people that its project added.
 */
doorbellUserIdsToRemove?: Array<string>, 
/**
 * People whose name at the bell changes.
 */
doorbellUsersToUpdate?: Array<DoorbellUserChange>, };

/**
 * What can be changed of somebody whom a doorbell rings. Members inferred.
 */
export type DoorbellUserChange = { 
/**
 * Id.
 */
id: string, 
/**
 * New name at the bell.
 */
name?: string, };

/**
 * What credentials give access to.
 */
export type Resources = { 
/**
 * Projects for which a token can be requested.
 */
projects: Array<ProjectResource>, 
/**
 * Organizations for which a token can be requested.
 */
organizations: Array<OrganizationResource>, };

/**
 * A project for which a token can be requested.
 */
export type ProjectResource = { 
/**
 * Id of the project.
 */
projectId: string, 
/**
 * The scope to request: `project.admin`.
 */
scope: string, };

/**
 * An organization for which a token can be requested.
 */
export type OrganizationResource = { 
/**
 * Id of the organization.
 */
organizationId: string, 
/**
 * The scope to request: `organization.admin`.
 */
scope: string, };

/**
 * The integrator's own data: at most 20 pairs of text, names of 40 and values of 256 characters.
 * Names that begin with `unloc` are the API's and may be overwritten.
 */
export type Metadata = { [name: string]: string };

/**
 * Pairs to be merged into the present ones; a value of `null` removes its pair.
 */
export type MetadataChange = { [name: string]: string | null };
