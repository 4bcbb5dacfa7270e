import { AccessError, engine, refusedBy } from '../access-error';
import type { PageOf, Scope } from '../scope';
import { accessNow } from '../../wasm/access-module';
import type { AccessExports } from '../../wasm/access-exports';
import { masked } from './masked';
import { zoneOffsets } from './zones';

const year = 366 * 86_400_000;

/** What the engine says of a snapshot. */
export interface About {
  sealed: boolean;
  locks: number;
  keys: number;
  people: number;
  pages: number;
  blindSpots: string[];
  zones: string[];
  of: Scope;
  /** When it was seen, ms since 1970, if it is sealed. */
  seenFrom?: number;
  seenTo?: number;
}

/** A door and a person, as sentences name them. */
export interface Described {
  /** The name of the lock; its id if it has none. */
  door: string;
  /** The IANA name of its time zone, if it is known. */
  zone?: string;
  /** The person's name; else the number without its middle. */
  who: string;
}

/** Locks and people by their indices. */
export interface Names {
  lockIds: string[];
  appUserIds: string[];
}

/** A snapshot in the engine. Kept out of the class `Snapshot`, so that printing one prints nobody's number. */
export class Held {
  /** From when to when the zones are known. */
  private zonesFrom = Infinity;
  private zonesTo = -Infinity;
  private known: Names | undefined;

  constructor(
    private readonly exports: AccessExports,
    private readonly handle: number,
  ) {}

  about(): About {
    return this.ask('about');
  }

  /** The answer to a question. */
  ask<T>(question: string, given: object = {}): T {
    return engine(() => JSON.parse(this.exports.accessAsk(this.handle, question, JSON.stringify(given))) as T);
  }

  /** The answer to a question by bytes. */
  bytes(question: string, given: object = {}): Uint8Array {
    return engine(() => this.exports.accessBytes(this.handle, question, JSON.stringify(given)));
  }

  addPage(kind: PageOf, page: Uint8Array): { items: number; cursor?: string } {
    const added = engine(
      () => JSON.parse(this.exports.accessAddPage(this.handle, kind, page)) as { items: number; cursor?: string },
    );
    this.forgetZones();
    this.known = undefined;
    return added;
  }

  /** Reads a file of wanted access against the doors of this snapshot. */
  read<T>(form: string, file: Uint8Array, given: object): T {
    return this.withZones(given, (json) => this.exports.accessRead(this.handle, form, file, json));
  }

  /** The answer to a question that names the zones that it needs, and when: they are told, and it is asked again. */
  askWithZones<T>(question: string, given: object): T {
    return this.withZones(given, (json) => this.exports.accessAsk(this.handle, question, json));
  }

  private withZones<T>(given: object, work: (given: string) => string): T {
    const unknownZones: string[] = [];
    for (;;) {
      const zonesKnown = this.zonesFrom < Infinity ? { from: this.zonesFrom, to: this.zonesTo } : undefined;
      try {
        return JSON.parse(work(JSON.stringify({ ...given, zonesKnown, unknownZones }))) as T;
      } catch (thrown) {
        const refused = refusedBy(thrown);
        if (refused === undefined) throw thrown;
        if (refused.code !== 'zoneNeeded') throw new AccessError(refused);
        const { names, from, to } = refused as unknown as { names: string[]; from: string; to: string };
        this.knowZones(Date.parse(from), Date.parse(to));
        for (const name of names) {
          const offsets = unknownZones.includes(name) ? undefined : zoneOffsets(name, this.zonesFrom, this.zonesTo);
          if (offsets !== undefined) this.ask('zone', { name, offsets });
          else if (unknownZones.includes(name)) throw new AccessError(refused);
          else unknownZones.push(name);
        }
      }
    }
  }

  compare<T>(after: Held, given: object): T {
    return engine(() => JSON.parse(this.exports.accessCompare(this.handle, after.handle, JSON.stringify(given))) as T);
  }

  peopleAt(lock: number, at: number): Uint32Array {
    this.knowZones(at, at);
    return engine(() => this.exports.accessPeopleAt(this.handle, lock, at));
  }

  /** All locks and people. */
  names(): Names {
    this.known = this.known || this.ask<Names>('reviewNumbers');
    return this.known;
  }

  /** The index of a lock. */
  lockIndex(lockId: string): number {
    return this.ask<{ index: number }>('lockIndex', { lockId }).index;
  }

  describe(lockId: string | undefined, appUserId: string | undefined): Described {
    const { door, zone, name } = this.ask<{ door?: string; zone?: string; name?: string }>('describe', {
      lockId,
      appUserId,
    });
    const who = name || (appUserId === undefined ? 'Somebody' : masked(appUserId));
    return { door: door || lockId || 'the door', zone, who };
  }

  /** The zones are told again: a page may have brought others. */
  forgetZones(): void {
    this.zonesFrom = Infinity;
    this.zonesTo = -Infinity;
  }

  /** Tells the engine the offsets of the zones for a time and the two years before and after it. */
  knowZones(from: number, to: number): void {
    if (this.zonesFrom <= from && to <= this.zonesTo) return;
    const begin = Math.min(from - 2 * year, this.zonesFrom);
    const end = Math.max(to + 2 * year, this.zonesTo);
    for (const name of this.about().zones) {
      const offsets = zoneOffsets(name, begin, end);
      // A zone that the platform does not know stays without offsets: a blind spot.
      if (offsets !== undefined) this.ask('zone', { name, offsets });
    }
    this.zonesFrom = begin;
    this.zonesTo = end;
  }

  drop(): void {
    this.exports.accessDrop(this.handle);
  }
}

const held = new WeakMap<object, Held>();

/** What a snapshot of the public class stands for. */
export function heldBy(snapshot: object): Held {
  const found = held.get(snapshot);
  if (found === undefined) throw new TypeError('Not a Snapshot of this package, or one that was freed.');
  return found;
}

export function hold(snapshot: object, content: Held): void {
  held.set(snapshot, content);
}

export function letGo(snapshot: object): void {
  const content = held.get(snapshot);
  if (content === undefined) return;
  held.delete(snapshot);
  content.drop();
}

/** A new snapshot in the engine. */
export function createHeld(of: Scope): Held {
  const exports = accessNow();
  return new Held(
    exports,
    engine(() => exports.accessCreate(JSON.stringify(of))),
  );
}

/** A snapshot that was saved. */
export function loadHeld(saved: Uint8Array): Held {
  const exports = accessNow();
  return new Held(
    exports,
    engine(() => exports.accessLoadBytes(saved)),
  );
}
