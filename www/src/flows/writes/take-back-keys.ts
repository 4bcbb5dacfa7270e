import { type Signal, signal } from '@preact/signals';
import type { V2 } from 'unloc-integrator-client';
import { connected } from '../../account/connection';
import { isOver } from '../../data/key-states';
import { data } from '../../data/project-data';
import { rereadKeysOf } from '../../data/reread';
import { errorWords } from '../../format/error-words';
import { words } from '../../words/words';
import { changed, type Row } from './row';

/** Takes keys back, and knows of each what became of it. */
export class TakeBackKeys {
  readonly rows: Signal<readonly Row[]>;

  constructor(
    readonly projectId: string,
    readonly keys: readonly V2.Key[],
  ) {
    this.rows = signal(
      keys.map((key) => ({
        id: key.id,
        keyId: key.id,
        person: key.appUser?.id ?? '',
        lockId: key.lockId,
        state: 'waits' as const,
      })),
    );
  }

  /** Takes back those that wait or failed. Doing it twice does no harm. */
  async run(only?: readonly string[]): Promise<void> {
    const wanted = this.rows.value.filter(
      ({ id, state }) => state !== 'done' && (only === undefined || only.includes(id)),
    );
    const failed = new Map<string, string>();
    this.set(wanted, { state: 'sent', why: '' });
    for (const row of wanted) {
      try {
        await connected().unloc.keys.revoke({ projectId: this.projectId, keyId: row.id });
      } catch (error) {
        const why =
          (error as { code?: string }).code === 'conflict' ? words.value.takingBack.ofGroup : errorWords(error);
        failed.set(row.id, why);
        this.set([row], { state: 'failed', why });
      }
    }
    await this.readBack(wanted, failed);
  }

  /** It is done when it is read back. */
  private async readBack(wanted: readonly Row[], failed: ReadonlyMap<string, string>): Promise<void> {
    try {
      await rereadKeysOf(wanted.map(({ person }) => person));
    } catch (error) {
      const open = wanted.filter(({ id }) => !failed.has(id));
      this.set(open, { state: 'unknown', why: errorWords(error) });
      return;
    }
    const live = new Set(data.value?.keys.filter((key) => !isOver(key)).map(({ id }) => id));
    for (const row of wanted) {
      if (!live.has(row.id)) this.set([row], { state: 'done', why: '' });
      else if (!failed.has(row.id)) this.set([row], { state: 'unknown' });
    }
  }

  private set(rows: readonly Row[], change: Partial<Row>): void {
    this.rows.value = changed(
      this.rows.value,
      rows.map(({ id }) => id),
      change,
    );
  }
}
