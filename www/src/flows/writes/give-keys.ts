import { type Signal, signal } from '@preact/signals';
import type { V2 } from 'unloc-integrator-client';
import { connected } from '../../account/connection';
import { isOver } from '../../data/key-states';
import { data } from '../../data/project-data';
import { rereadKeysOf } from '../../data/reread';
import { errorWords, mayBeDone } from '../../format/error-words';
import { words } from '../../words/words';
import { changed, type Row } from './row';

/** How long a run is watched, milliseconds. Keys go on being made afterwards. */
const patience = 10 * 60_000;

/** A key to give. */
export interface GivenRow extends Row {
  key: V2.KeyInput;
}

type Outcome = ReturnType<Awaited<ReturnType<ReturnType<typeof connected>['unloc']['keys']['create']>>['outcome']>;

/** Gives keys, and knows of each what became of it. */
export class GiveKeys {
  readonly rows: Signal<readonly GivenRow[]>;

  constructor(
    readonly projectId: string,
    keys: readonly V2.KeyInput[],
    /** The part of the project in which they are given. */
    readonly part?: string,
  ) {
    this.rows = signal(
      keys.map((key, index) => ({
        id: String(index),
        person: key.appUserId,
        lockId: key.lockId,
        state: 'waits' as const,
        key,
      })),
    );
  }

  /** Sends those that wait, failed, or are not there after all. Nothing is sent twice. */
  async run(only?: readonly string[]): Promise<void> {
    const wanted = this.rows.value.filter(
      ({ id, state }) => (state === 'waits' || state === 'failed') && (only === undefined || only.includes(id)),
    );
    if (wanted.length === 0) return;
    const ids = wanted.map(({ id }) => id);
    this.set(ids, { state: 'sent', why: '' });
    // A failed key is in the list all the same, and is of no use.
    const inError = wanted.flatMap(({ keyId }) => keyId ?? []);
    await Promise.all(inError.map((keyId) => this.remove(keyId)));
    try {
      const { keys } = connected().unloc;
      const part = this.part === undefined ? {} : { subprojectId: this.part };
      const params = { projectId: this.projectId, ...part, keys: wanted.map(({ key }) => key) };
      const creation = await keys.create(params, { onInvalid: 'skip', settleMs: 15_000 });
      this.take(ids, creation.outcome());
      const people = wanted.map(({ person }) => person);
      // What is being made is in the lists from now on.
      void rereadKeysOf(people).catch(() => undefined);
      const outcome = await creation.wait({
        until: 'usable',
        timeoutMs: patience,
        onProgress: (progress) => this.take(ids, progress),
      });
      this.take(ids, outcome);
    } catch (error) {
      await this.after(ids, error);
    }
    await this.reread(ids);
    await this.removeTwins(ids);
  }

  /** Reads back what is not known. What is not there is failed, and can be sent again. */
  async readBack(): Promise<void> {
    const open = this.rows.value.filter(({ state }) => state === 'unknown');
    await Promise.all(open.map((row) => this.find(row)));
  }

  /** Takes back all that were given. */
  async takeBackAll(): Promise<void> {
    const given = this.rows.value.filter(({ state }) => state === 'done' || state === 'making');
    await Promise.all(
      given.map(async ({ id, keyId = '' }) => {
        try {
          await connected().unloc.keys.revoke({ projectId: this.projectId, keyId });
          this.set([id], { state: 'undone' });
        } catch (error) {
          this.set([id], { why: errorWords(error) });
        }
      }),
    );
    await this.reread(given.map(({ id }) => id));
  }

  private set(ids: readonly string[], change: Partial<Row>): void {
    this.rows.value = changed(this.rows.value, ids, change) as readonly GivenRow[];
  }

  private take(ids: readonly string[], outcome: Outcome): void {
    const making = new Set(outcome.creating.map(({ index }) => index));
    const row = (index: number): string[] => ids.slice(index, index + 1);
    for (const { index, id } of outcome.created)
      this.set(row(index), { keyId: id, state: making.has(index) ? 'making' : 'done' });
    for (const { index, code, reason, id } of outcome.failed)
      this.set(row(index), {
        state: code === 'unknown' ? 'unknown' : 'failed',
        why: words.value.flows.notGiven[code] ?? reason,
        ...(id !== undefined && { keyId: id }),
      });
  }

  private async after(ids: readonly string[], error: unknown): Promise<void> {
    const last = (error as { lastState?: { keys?: Outcome } }).lastState?.keys;
    if (last !== undefined) this.take(ids, last);
    const open = this.rows.value.filter(({ id, state }) => ids.includes(id) && state === 'sent');
    const unknown = mayBeDone(error);
    this.set(
      open.map(({ id }) => id),
      { state: unknown ? 'unknown' : 'failed', why: errorWords(error) },
    );
    if (unknown) await this.readBack();
  }

  /** Looks for a key that may have been made: the same person, door and end, with this flow's mark. */
  private async find({ id, key }: GivenRow): Promise<void> {
    try {
      const { lockId, appUserId, metadata } = key;
      const { keys } = connected().unloc;
      const list = keys.list({ projectId: this.projectId, lockId, appUserId, excludeStates: ['revoked'] });
      const there = (await list.toArray({ limit: 1_000 })).find(
        (one) => one.metadata?.accessRef === metadata?.accessRef && sameEnd(one.end, key.end),
      );
      this.set(
        [id],
        there === undefined
          ? { state: 'failed', why: words.value.flows.notThere }
          : { keyId: there.id, state: there.state === 'creating' ? 'making' : 'done', why: '' },
      );
    } catch (error) {
      this.set([id], { why: errorWords(error) });
    }
  }

  /**
   * Takes back what is there twice. A browser sends a request again by itself when a connection breaks that it had used
   * before, so there may be a second key although the client sent one request. Each has this flow's mark.
   */
  private async removeTwins(ids: readonly string[]): Promise<void> {
    const own = new Set(this.rows.value.map(({ keyId }) => keyId));
    const given = this.rows.value.filter(
      ({ id, state }) => ids.includes(id) && (state === 'done' || state === 'making'),
    );
    const twins = (data.value?.keys ?? []).filter(
      (key) =>
        !own.has(key.id)
        && !isOver(key)
        && given.some(
          ({ key: { lockId, appUserId, metadata, end } }) =>
            key.lockId === lockId
            && key.appUser?.id === appUserId
            && key.metadata?.accessRef !== undefined
            && key.metadata.accessRef === metadata?.accessRef
            && sameEnd(key.end, end),
        ),
    );
    if (twins.length === 0) return;
    await Promise.all(twins.map(({ id }) => this.remove(id)));
    await this.reread(ids);
  }

  private async remove(keyId: string): Promise<void> {
    // If it cannot be removed it stays in the list as failed, and opens nothing.
    await connected()
      .unloc.keys.revoke({ projectId: this.projectId, keyId })
      .catch(() => undefined);
  }

  private async reread(ids: readonly string[]): Promise<void> {
    const people = this.rows.value.filter(({ id }) => ids.includes(id)).map(({ person }) => person);
    await rereadKeysOf(people).catch(() => undefined);
  }
}

function sameEnd(one: string | null, other: string | null | undefined): boolean {
  if (one === null || other === null || other === undefined) return one === (other ?? null);
  return Math.abs(Date.parse(one) - Date.parse(other)) < 60_000;
}
