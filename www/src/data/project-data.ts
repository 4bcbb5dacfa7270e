import { computed, signal } from '@preact/signals';
import type { V2 } from 'unloc-integrator-client';
import { connected, connection } from '../account/connection';
import { personOf, type Person } from './people';

/** What the page has read of a project. */
export interface ProjectData {
  project: V2.Project;
  doors: readonly V2.Lock[];
  keys: readonly V2.Key[];
  managedUsers: readonly V2.ManagedUser[];
  sharingRights: readonly V2.SharingRight[];
  groups: readonly V2.AccessGroup[];
  /** Parts of the project (subprojects). */
  parts: readonly V2.Subproject[];
  /** When it was read, by the clock of this Unloc, in milliseconds since 1970. */
  asOf: number;
}

/** The projects. */
export const projects = signal<readonly V2.Project[]>([]);

/** The id of the project that is shown. */
export const projectId = signal<string | undefined>(undefined);

/** What was read of it. */
export const data = signal<ProjectData | undefined>(undefined);

/** Why reading failed. */
export const dataTrouble = signal<unknown>(undefined);

/** Whether something is being read. */
export const reading = signal(false);

/** Doors by their ids. */
export const doorsById = computed(() => new Map(data.value?.doors.map((door) => [door.id, door])));

/** Access groups by their ids. */
export const groupsById = computed(() => new Map(data.value?.groups.map((group) => [group.id, group])));

/** People by their numbers: those who have keys or a record. */
export const people = computed<ReadonlyMap<string, Person>>(() => {
  const found = new Map<string, Person>();
  const { keys = [], managedUsers = [] } = data.value ?? {};
  for (const user of managedUsers) found.set(user.appUserId, personOf(user.appUserId, undefined, user));
  for (const key of keys) {
    if (key.appUser === null) continue;
    const { id, name } = key.appUser;
    const person = found.get(id) ?? personOf(id, name);
    person.keys.push(key);
    person.name ??= name;
    found.set(id, person);
  }
  return found;
});

/** Keys by the doors that they open. */
export const keysByDoor = computed<ReadonlyMap<string, readonly V2.Key[]>>(() => {
  const found = new Map<string, V2.Key[]>();
  for (const key of data.value?.keys ?? []) {
    const those = found.get(key.lockId);
    if (those === undefined) found.set(key.lockId, [key]);
    else those.push(key);
  }
  return found;
});

/** Reads the names of the projects, and chooses the one of the address, else the first. */
export async function readProjects(): Promise<void> {
  const { unloc, projectIds } = connected();
  projects.value = await Promise.all(projectIds.map((id) => unloc.projects.get({ projectId: id })));
  const wanted = new URL(window.location.href).searchParams.get('project');
  const [first] = projects.value;
  projectId.value = projects.value.find(({ id }) => id === wanted)?.id ?? first?.id;
}

let changes = 0;

/** Puts some of a project in its place, after a write. What was being read meanwhile may be older than it. */
export function change(id: string, some: Partial<ProjectData>): void {
  if (data.value?.project.id !== id) return;
  changes += 1;
  data.value = { ...data.value, ...some };
}

/** How often a project is read again because it was changed while it was read. */
const tries = 3;

/** Reads a project. What was there stays on the page until all of it has come. */
export async function readProject(id: string, left = tries): Promise<void> {
  const before = changes;
  const { unloc, now } = connected();
  const scope = { projectId: id };
  const all = { limit: Number.POSITIVE_INFINITY };
  reading.value = true;
  try {
    const [project, doors, keys, managedUsers, sharingRights, groups, parts] = await Promise.all([
      unloc.projects.get(scope),
      unloc.locks.list(scope).toArray(all),
      unloc.keys.list(scope).toArray(all),
      unloc.managedUsers.list(scope).toArray(all),
      unloc.sharingRights.list(scope).toArray(all),
      unloc.accessGroups.list(scope).toArray(all),
      // An account without them is no less of an account.
      unloc.subprojects
        .list(scope)
        .toArray(all)
        .catch(() => []),
    ]);
    // Another project may have been chosen meanwhile.
    if (projectId.value !== id) return;
    if (changes !== before && left > 1) return await readProject(id, left - 1);
    data.value = { project, doors, keys, managedUsers, sharingRights, groups, parts, asOf: now() };
    dataTrouble.value = undefined;
  } catch (error) {
    if (projectId.value === id) dataTrouble.value = error;
  } finally {
    reading.value = false;
  }
}

/** Reads the project that is shown again. */
export async function refresh(): Promise<void> {
  const id = projectId.value;
  if (connection.value !== undefined && id !== undefined) await readProject(id);
}
