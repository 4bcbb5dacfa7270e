import { signal } from '@preact/signals';
import { GiveKeys } from '../writes/give-keys';
import { TakeBackKeys } from '../writes/take-back-keys';
import type { Replaced } from './changes';

/** Gives the new keys first; an old one goes when all that take its place are usable. */
export class ReplaceKeys {
  readonly give: GiveKeys;
  readonly back: TakeBackKeys;
  readonly running = signal(false);
  /** Which rows of {@link give} take the place of an old key. */
  private readonly places = new Map<string, readonly string[]>();

  constructor(projectId: string, replaced: readonly Replaced[]) {
    const fresh = replaced.flatMap(({ old, fresh: keys }) => keys.map((key) => ({ old, key })));
    this.give = new GiveKeys(
      projectId,
      fresh.map(({ key }) => key),
    );
    this.back = new TakeBackKeys(
      projectId,
      replaced.map(({ old }) => old),
    );
    for (const { old } of replaced)
      this.places.set(
        old.id,
        fresh.flatMap((one, index) => (one.old === old ? String(index) : [])),
      );
  }

  /** Does what is not done yet. As long as it goes on, the browser asks before it closes the page: old keys would stay. */
  async run(): Promise<void> {
    this.running.value = true;
    window.addEventListener('beforeunload', ask);
    try {
      await this.give.run();
      const usable = new Set(this.give.rows.value.filter(({ state }) => state === 'done').map(({ id }) => id));
      const ready = [...this.places].filter(([, fresh]) => fresh.every((id) => usable.has(id))).map(([id]) => id);
      if (ready.length > 0) await this.back.run(ready);
    } finally {
      window.removeEventListener('beforeunload', ask);
      this.running.value = false;
    }
  }
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
