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
 * holder). It also tells its default privacy policy, by a name that is not documented.
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
 * What a new project is made of. Inferred.
 */
export type ProjectInput = { 
/**
 * Name.
 */
name: string, };

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
 * What it is for.
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
 * When it was made, ISO 8601.
 */
created?: string, };

/**
 * What a new subproject is made of.
 */
export type SubprojectInput = { 
/**
 * Name, 4 to 128 characters.
 */
name: string, 
/**
 * What it is for, 4 to 1024 characters.
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
 * Which locks enter and leave a subproject; at least one of the two. One that is there
 * already is ignored, an unknown one is refused.
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
 * The lock's vendor, as `vendor` in all that has been seen.
 */
vendorType?: string, 
/**
 * What somebody wrote down about it; often empty.
 */
note?: string | null, 
/**
 * The thing at the door; several locks may share one.
 */
physicalLockId?: string, 
/**
 * The connection it came by.
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
 * Whether it is a second entry of a lock that another project has too.
 */
duplicateLock?: boolean, 
/**
 * Time zone of the door, an IANA name such as `Europe/Oslo`; recurrence counts in it.
 */
timezone?: string, 
/**
 * What of its access events is told.
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
 * Where it is, as somebody said.
 */
location?: Coordinates | null, 
/**
 * Where it is, as the API guesses.
 */
locationGuess?: Coordinates | null, 
/**
 * Picture of the door.
 */
imageUrl?: string, };

/**
 * What of an access event is told.
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
 * How full a lock's battery is.
 */
export type BatteryStatus = { 
/**
 * The level; more words may come.
 */
batteryLevel?: BatteryLevel, 
/**
 * When that was known, ISO 8601.
 */
batteryLevelLastUpdated?: string, };

/**
 * How full a lock's battery is. Only one word has been seen.
 */
export type BatteryLevel = 'High' | (string & {});

/**
 * A place on the globe, in degrees.
 */
export type Coordinates = { 
/**
 * North of the equator.
 */
latitude: number, 
/**
 * East of Greenwich.
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
 * Who has it; `null` where the person is not told.
 */
appUser: AppUser | null, 
/**
 * From when, ISO 8601.
 */
start: string, 
/**
 * Till when, ISO 8601; `null` for ever.
 */
end: string | null, 
/**
 * When it was made, ISO 8601.
 */
created: string, 
/**
 * Where it stands; more words may come.
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
 * Where a key stands.
 */
export type KeyState = 'creating' | 'scheduled' | 'active' | 'inactive' | 'expired' | 'error' | 'revoked' | (string & {});

/**
 * A person as the app knows them, one per phone number.
 */
export type AppUser = { 
/**
 * Phone number, E.164 (`+47…`).
 */
id: string, 
/**
 * Name as the person gave it.
 */
name?: string, };

/**
 * What a new key is made of.
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
 * From when, ISO 8601, at most an hour ago; left out or `null` for now. The API refuses
 * `null`, so this library leaves it out.
 */
start?: string | null, 
/**
 * Till when, ISO 8601; left out or `null` for ever.
 */
end?: string | null, 
/**
 * Minutes from start to end, instead of `end`. Known of API v1, inferred here.
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
 * At most one per day. The API's documentation also spells the member `timespans`; that
 * is understood and becomes `timeSpans`.
 */
timeSpans: Array<TimeSpan>, };

/**
 * From when till when on one day, local time of the lock.
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
 * Work that goes on after the answer.
 */
export type Job = { 
/**
 * Id, a UUID.
 */
id: string, 
/**
 * Where it stands; more words may come.
 */
status: JobStatus, 
/**
 * Kind of the job, such as `createKeys`.
 */
type?: string, 
/**
 * When it was begun, ISO 8601.
 */
created?: string, 
/**
 * Why it failed.
 */
failureReason?: string, 
/**
 * What came of it.
 */
resultData?: JobResult, };

/**
 * Where a job stands.
 */
export type JobStatus = 'pending' | 'inProgress' | 'succeeded' | 'failedValidation' | 'failedJob' | 'timeout' | (string & {});

/**
 * What came of a job that creates keys.
 */
export type JobResult = { 
/**
 * Keys that are made.
 */
createdKeys?: Array<JobKey>, 
/**
 * Keys that could not be made.
 */
failedKeys?: Array<JobKey>, 
/**
 * Keys that are still being made.
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
 * Where a job can be asked for.
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
 * Where it can be asked for; inferred.
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
 * What it comes from; more words may come.
 */
source?: SharingRightSource, 
/**
 * When it was given, ISO 8601.
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
 * What a new right to share is made of. Inferred.
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
 * First name, as the project calls the person.
 */
firstName?: string | null, 
/**
 * Last name, as the project calls the person.
 */
lastName?: string | null, 
/**
 * The integrator's own data.
 */
metadata?: { [key in string]: string } | null, };

/**
 * What a new managed user is made of.
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
 * What may change about a managed user. What is absent stays.
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
 * Pairs to be laid over those that are there; a value of `null` removes its pair.
 */
metadata?: { [key in string]: string | null }, };

/**
 * People who all have keys to the same locks; at most 100,000 people times locks. Its keys are
 * revoked only by taking the person or the lock out. Members inferred from the input.
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
 * What it is for.
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
 * When it was made, ISO 8601.
 */
created?: string, };

/**
 * What a new access group is made of. One call makes at most 10,000 keys.
 */
export type AccessGroupInput = { 
/**
 * Name, 4 to 128 characters.
 */
name: string, 
/**
 * The locks that everybody gets a key to.
 */
lockIds: Array<string>, 
/**
 * Phone numbers of the people, E.164 (`+47…`).
 */
appUserIds: Array<string>, 
/**
 * What it is for, 4 to 1024 characters.
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
 * What may change about an access group. What is absent stays.
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
 * Who and what enters and leaves an access group; at least one of the four. What is so
 * already is ignored.
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
 * Id, a UUID. Deliveries to webhooks may repeat: drop what has been seen.
 */
id: string, 
/**
 * What was done; more words may come.
 */
action: AccessAction, 
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
 * What is delivered; more words may come.
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
 * What shall be delivered: `accessEvent`.
 */
trigger: WebhookTrigger, 
/**
 * The URL that shall get a POST per event. Deliveries are not signed: put something
 * unguessable into it.
 */
url: string, 
/**
 * The lock whose events shall be delivered. Whether all of a project's are without it is
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
 * Where it stands; more words may come.
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
 * When it was made, ISO 8601.
 */
created?: string, };

/**
 * Where a lock connection stands.
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
 * How many locks a `virtual` connection brings, 1 to 100.
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
 * Who is rung.
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
 * What a new doorbell is made of. Adding a person makes a key and a managed user.
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
 * Whom it rings: one list by the vendor's reference, several by its newer guide.
 */
doorbellUserLists: Array<DoorbellUserListInput>, };

/**
 * What a new list of people is made of.
 */
export type DoorbellUserListInput = { 
/**
 * Name.
 */
name: string, 
/**
 * Who is rung.
 */
doorbellUsers: Array<DoorbellUser>, };

/**
 * What may change about a list of people. What is absent stays.
 */
export type DoorbellUserListChange = { 
/**
 * New name, 5 to 256 characters.
 */
name?: string, 
/**
 * When it is rung; its members are not documented.
 */
openingHours?: { [name: string]: unknown }, 
/**
 * People to add, at most 500.
 */
doorbellUsersToAdd?: Array<DoorbellUser>, 
/**
 * Ids of people to remove. A subproject cannot remove whom its project added.
 */
doorbellUserIdsToRemove?: Array<string>, 
/**
 * People whose name at the bell changes.
 */
doorbellUsersToUpdate?: Array<DoorbellUserChange>, };

/**
 * What may change about somebody whom a doorbell rings. Members inferred.
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
 * What credentials may be used for.
 */
export type Resources = { 
/**
 * Projects for which a token can be had.
 */
projects: Array<ProjectResource>, 
/**
 * Organizations for which a token can be had.
 */
organizations: Array<OrganizationResource>, };

/**
 * A project for which a token can be had.
 */
export type ProjectResource = { 
/**
 * Id of the project.
 */
projectId: string, 
/**
 * The scope to ask for: `project.admin`.
 */
scope: string, };

/**
 * An organization for which a token can be had.
 */
export type OrganizationResource = { 
/**
 * Id of the organization.
 */
organizationId: string, 
/**
 * The scope to ask for: `organization.admin`.
 */
scope: string, };

/**
 * The integrator's own data: at most 20 pairs of text, names of 40 and values of 256 characters.
 * Names that begin with `unloc` are the API's and may be overwritten.
 */
export type Metadata = { [name: string]: string };

/**
 * Pairs to be laid over those that are there; a value of `null` removes its pair.
 */
export type MetadataChange = { [name: string]: string | null };
