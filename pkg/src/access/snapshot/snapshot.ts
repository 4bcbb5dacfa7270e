import type { Lock as V1Lock } from '../../generated/model';
import type * as V2 from '../../generated/model-v2';
import { toMs } from '../moment';
import type { BlindSpot, PageOf, Scope, Span } from '../scope';
import { createHeld, heldBy, hold, letGo, loadHeld, type Held } from './internals';

/** How many there are. */
export interface Counts {
  /** Locks. */
  locks: number;
  /** Keys. */
  keys: number;
  /** People with a key or a record. */
  people: number;
  /** Pages that were added. */
  pages: number;
}

/** A page that was added. */
export interface AddedPage {
  /** How many items were on it. */
  items: number;
  /** The cursor of the next page; none on the last page. */
  cursor?: string;
}

/** How pages are read. */
export interface ReadingOptions {
  /** The IANA time zone of a lock whose own is missing or wrong. */
  zoneOf?: (lock: V2.Lock | V1Lock) => string | undefined;
}

const zonesOf = new WeakMap<Snapshot, NonNullable<ReadingOptions['zoneOf']>>();

/**
 * What the API said of a project or lock holder: its locks and keys, in a few bytes each. Questions about access are asked of
 * it, and plans are made from it, without a network.
 *
 * Await `load()` first where WebAssembly cannot be compiled on this thread (pages); {@link fetchSnapshot} does it by itself.
 */
export class Snapshot {
  /** A snapshot without pages. */
  constructor(of: Scope, options?: ReadingOptions) {
    const { zoneOf } = options || {};
    if (zoneOf !== undefined) zonesOf.set(this, zoneOf);
    keep(this, createHeld({ ...of }));
  }

  /**
   * Adds a page as the API sent it: all of it or, with an error, nothing. Pages may come in any order.
   *
   * @param kind what the page lists.
   * @param json UTF-8. It is read at once and not kept.
   * @returns the number of items, and the cursor of the next page.
   * @throws AccessError for a page that is cut off or malformed.
   */
  addPage(kind: PageOf, json: Uint8Array): AddedPage {
    const content = heldBy(this);
    const added = content.addPage(kind, json);
    const zoneOf = zonesOf.get(this);
    if (kind === 'locks' && zoneOf !== undefined) tellZones(content, zoneOf, json);
    return added;
  }

  /**
   * Adds items in the shape of the API, v1 or v2. Slower than {@link addPage}, which reads bytes.
   *
   * @param kind what the items are.
   * @param items the items of a page.
   * @throws AccessError as {@link addPage}.
   */
  addObjects(kind: PageOf, items: object[]): void {
    this.addPage(kind, new TextEncoder().encode(JSON.stringify({ [listNames[kind]]: items })));
  }

  /**
   * Marks the snapshot as complete, with the time at which it was read, by the API's clock. Only sealed snapshots can be
   * planned from or compared.
   *
   * @param seen from when to when the pages were read.
   * @throws AccessError if a list was not read to its end, or the span ends before it begins.
   */
  seal(seen: Span): void {
    heldBy(this).ask('seal', { from: toMs(seen.from, 'seen.from'), to: toMs(seen.to, 'seen.to') });
  }

  /** Whether the snapshot is complete. */
  get sealed(): boolean {
    return heldBy(this).about().sealed;
  }

  /** How many locks, keys, people and pages there are. */
  get counts(): Counts {
    const { locks, keys, people, pages } = heldBy(this).about();
    return { locks, keys, people, pages };
  }

  /** What the snapshot cannot see. */
  get blindSpots(): ReadonlyArray<BlindSpot> {
    return heldBy(this).about().blindSpots as BlindSpot[];
  }

  /**
   * The whole snapshot as bytes, to be stored. They contain phone numbers. {@link Snapshot.fromBytes} reads them.
   *
   * @returns the bytes.
   */
  toBytes(): Uint8Array {
    return heldBy(this).bytes('save');
  }

  /**
   * Reads a snapshot that {@link toBytes} saved.
   *
   * @param bytes what {@link toBytes} returned, of the same version of this package.
   * @returns a snapshot.
   * @throws AccessError for bytes of another version, or that were changed.
   */
  static fromBytes(bytes: Uint8Array): Snapshot {
    const snapshot = Object.create(Snapshot.prototype) as Snapshot;
    keep(snapshot, loadHeld(bytes));
    return snapshot;
  }

  /** Frees the memory of the snapshot now. Otherwise the garbage collector does, where the platform supports it. */
  free(): void {
    letGo(this);
  }

  /**
   * The counts, without phone numbers.
   *
   * @returns the counts, and whether the snapshot is sealed.
   */
  toJSON(): Counts & { sealed: boolean } {
    return { sealed: this.sealed, ...this.counts };
  }
}

/** The members under which pages have their lists. */
const listNames: { [kind in PageOf]: string } = {
  locks: 'locks',
  keys: 'keys',
  accessGroups: 'accessGroups',
  sharingRights: 'sharingRights',
  managedUsers: 'managedUsers',
  accessEvents: 'accessEvents',
};

function tellZones(content: Held, zoneOf: NonNullable<ReadingOptions['zoneOf']>, json: Uint8Array): void {
  const lists = Object.values(JSON.parse(new TextDecoder().decode(json)) as object).filter(Array.isArray);
  const zones: { [lockId: string]: string } = {};
  for (const lock of (lists[0] || []) as V2.Lock[]) {
    const zone = zoneOf(lock);
    if (zone !== undefined) zones[lock.id] = zone;
  }
  content.ask('lockZones', zones);
  content.forgetZones();
}

interface Registry {
  register(target: object, value: Held): void;
}
type RegistryClass = new (cleanUp: (value: Held) => void) => Registry;
let registry: Registry | undefined;

/** Frees what a snapshot holds after it is collected, where the platform tells that. */
function keep(snapshot: Snapshot, content: Held): void {
  hold(snapshot, content);
  const { FinalizationRegistry: OfPlatform } = globalThis as { FinalizationRegistry?: RegistryClass };
  if (OfPlatform === undefined) return;
  if (registry === undefined) registry = new OfPlatform(drop);
  registry.register(snapshot, content);
}

function drop(content: Held): void {
  try {
    content.drop();
  } catch {
    // After a trap there is nothing to free, and what a finalizer throws is an uncaught error.
  }
}
