import type { PlanDocument } from '../plan/document';
import type { ApplyStore, StepClaim, StepResult, StoredStep } from '../apply/store';

/** A line of a journal. */
export type Line =
  | { journal: 'unloc-journal/1'; plan: string; owner: string; scope: PlanDocument['scope']; at: string }
  | { begin: number; at: string }
  | { claim: [string, number]; step: string; attempt: 1; epoch: number; key?: object; torn?: true; at: string }
  | { again: [string, number]; attempt: number; epoch: number; gone?: string[]; at: string }
  | { settle: [string, number]; outcome: StepResult['outcome']; keyIds: string[]; at: string }
  | { torn: true; at: string }
  | { close: true; at: string };

/** The two clocks of a journal, in milliseconds. */
export interface JournalClock {
  wall(): number;
  monotonic(): number;
}

interface Entry {
  n: number;
  claim: StepClaim;
  /** When this process claimed it, by the clock that never goes back. */
  claimedAt?: number;
}

/** What a journal says, and what may follow. Pure: it decides, and somebody else writes. */
export class Journal {
  plan: string | undefined;
  owner = '';
  epoch = 0;
  closed = false;
  /** By item and number. */
  private readonly entries = new Map<string, Map<number, Entry>>();
  private readonly opened: number;

  constructor(private readonly clock: JournalClock) {
    this.opened = clock.monotonic();
  }

  /** Takes a line in. `own`: this process has just made it. */
  take(line: Line, own = false): void {
    if ('journal' in line) {
      this.plan = line.plan;
      this.owner = line.owner;
    } else if ('begin' in line) {
      this.epoch = line.begin;
      this.closed = false;
    } else if ('close' in line) this.closed = true;
    else if ('claim' in line) {
      const { claim: at, step, attempt } = line;
      this.set(at, { won: false, sentAt: line.at, step, attempt }, own);
    } else if ('again' in line) {
      const found = this.entry(line.again);
      if (!found) return;
      const { settled: _, ...claim } = found.claim;
      const gone = [...(claim.gone || []), ...(line.gone || [])];
      this.set(line.again, { ...claim, sentAt: line.at, attempt: line.attempt, ...(gone.length > 0 && { gone }) }, own);
    } else if ('settle' in line) {
      const found = this.entry(line.settle);
      const { outcome, keyIds, at } = line;
      if (found) found.claim = { ...found.claim, settled: { outcome, keyIds, at } };
    }
  }

  /** The line that claims a step, if nobody has. */
  claim({ item, n, epoch }: Parameters<ApplyStore['claim']>[0], step: string, key?: object): Line | undefined {
    if (epoch !== this.epoch || this.entry([item, n])) return undefined;
    return { claim: [item, n], step, attempt: 1, epoch, ...(key && { key }), at: this.now() };
  }

  /** The line that claims a step again, if that may be. */
  again({ item, n, epoch, attempt, settleMs, gone }: Parameters<ApplyStore['again']>[0]): Line | undefined {
    const found = this.entry([item, n]);
    if (!found || epoch !== this.epoch || found.claim.attempt !== attempt) return undefined;
    const { settled } = found.claim;
    if (settled && (settled.outcome !== 'arrived' || !gone)) return undefined;
    if (this.age(found) < settleMs) return undefined;
    return { again: [item, n], attempt: attempt + 1, epoch, ...(gone && { gone }), at: this.now() };
  }

  /** The line that says what became of a step, unless that is known for good. */
  settle({ item, n }: StoredStep, { outcome, keyIds }: StepResult): Line | undefined {
    const found = this.entry([item, n]);
    const settled = found && found.claim.settled;
    if (!found || (settled && settled.outcome !== 'arrived')) return undefined;
    return { settle: [item, n], outcome, keyIds, at: this.now() };
  }

  /** What is known of a step. */
  known(item: string, n: number): StepClaim {
    const found = this.entry([item, n]);
    return found ? { ...found.claim } : { won: false, step: '', attempt: 0 };
  }

  /** The claims of the plan, or of one item. */
  read(item?: string): Array<{ item: string; n: number; claim: StepClaim }> {
    const items = item === undefined ? [...this.entries.keys()] : [item];
    const all: Array<{ item: string; n: number; claim: StepClaim }> = [];
    for (const name of items) {
      const own = this.entries.get(name);
      if (own) for (const { n, claim } of own.values()) all.push({ item: name, n, claim: { ...claim } });
    }
    return all;
  }

  /** Now, as a text. */
  now(): string {
    return new Date(this.clock.wall()).toISOString();
  }

  /**
   * How old a claim is. By the clock that never goes back where this process made it; else by the wall clock, which somebody
   * may have set, and at least as long as this process knows it.
   */
  private age({ claimedAt, claim }: Entry): number {
    const monotonic = this.clock.monotonic();
    if (claimedAt !== undefined) return monotonic - claimedAt;
    return Math.max(this.clock.wall() - Date.parse(claim.sentAt || ''), monotonic - this.opened);
  }

  private entry([item, n]: [string, number]): Entry | undefined {
    const own = this.entries.get(item);
    return own && own.get(n);
  }

  private set([item, n]: [string, number], claim: StepClaim, own: boolean): void {
    const entry = { n, claim, ...(own && { claimedAt: this.clock.monotonic() }) };
    const ofItem = this.entries.get(item);
    if (ofItem) ofItem.set(n, entry);
    else this.entries.set(item, new Map([[n, entry]]));
  }
}
