import type { V2 } from 'unloc-integrator-client';
import type { PageOf, Snapshot } from 'unloc-integrator-client/access';
import type { Invocation } from '../command/command';
import { countriesOf } from '../input/doors';
import { People, peopleOf } from '../input/people';
import { Progress } from '../output/progress';
import { accessEngine } from './engine';
import { itemsOf, KeepingClient, type Page } from './pages';

/** What was read of a project: who can open what is asked of its snapshot. */
export interface Reading {
  snapshot: Snapshot;
  pages: readonly Page[];
  projectId: string;
  /** Now, in milliseconds, by the API's clock. */
  now: number;
  readonly doors: readonly V2.Lock[];
  /** Each key as the API sent it: many, so they are made when they are asked for. */
  readonly keys: readonly V2.Key[];
  readonly people: People;
}

/** What is read for questions: the names of people, too. */
const usual: PageOf[] = ['accessGroups', 'sharingRights', 'managedUsers'];

/** What is read, and kept. */
export interface ReadingOptions {
  /** Lists that are read besides the usual ones. */
  more?: PageOf[];
  /** Only the keys of these doors; of others nothing is known then. */
  locks?: readonly V2.Lock[];
  /** Which pages are kept beside the snapshot: a million keys are 300 MB of them. */
  keep?: (kind: PageOf) => boolean;
}

/** Reads the doors and keys of the project. */
export async function readProject(
  { account, signal, underWay }: Pick<Invocation, 'account' | 'signal' | 'underWay'>,
  { more = [], locks, keep = () => true }: ReadingOptions = {},
): Promise<Reading> {
  const [{ fetchSnapshot }, client, projectId] = await Promise.all([
    accessEngine(),
    account.client(),
    account.projectId(),
  ]);
  const keeping = new KeepingClient(client, keep);
  const progress = new Progress('Reading');
  underWay('reading doors and keys');
  try {
    const snapshot = await fetchSnapshot(
      keeping.client,
      { projectId, ...(locks && { lockIds: locks.map(({ id }) => id) }) },
      { parts: [...usual, ...more], signal, onProgress: ({ items }) => progress.at(items) },
    );
    const { pages } = keeping;
    return Object.assign(contentOf(pages), { snapshot, pages, projectId, now: keeping.now() });
  } finally {
    progress.end();
    underWay(undefined);
  }
}

/** All locks that are one door with this one. */
export function locksOfDoor(door: V2.Lock, doors: readonly V2.Lock[]): V2.Lock[] {
  const { physicalLockId } = door;
  return physicalLockId ? doors.filter((one) => one.physicalLockId === physicalLockId) : [door];
}

/** The doors, keys and people of pages. */
export function contentOf(pages: readonly Page[]): Pick<Reading, 'doors' | 'keys' | 'people'> {
  const doors = itemsOf<V2.Lock>(pages, 'locks');
  const keys = once(() => itemsOf<V2.Key>(pages, 'keys'));
  const countries = async (): Promise<string[]> => countriesOf(doors);
  const people = once(() => new People(peopleOf(itemsOf(pages, 'managedUsers'), keys()), countries));
  return {
    doors,
    get keys() {
      return keys();
    },
    get people() {
      return people();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The zone in which times are read that are about no single door: that of most doors. */
export function commonZone(doors: readonly V2.Lock[]): string {
  const counts = new Map<string, number>();
  for (const { timezone } of doors) if (timezone) counts.set(timezone, (counts.get(timezone) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? 'UTC';
}
