import { useKeyUrl } from 'unloc-integrator-client';
import { useCopying } from '../../parts/copying';
import { words } from '../../words/words';
import { Outcomes } from '../outcomes';
import type { GiveKeys } from '../writes/give-keys';
import { underWay } from '../writes/row';

/** What became of each key that was given, and what can be done about it. */
export function Given({ run }: { run: GiveKeys }) {
  const text = words.value.give;
  const { copied, copy } = useCopying();
  const rows = run.rows.value;
  const given = rows.filter(({ state }) => state === 'done' || state === 'making');
  const failed = rows.filter(({ state }) => state === 'failed');
  const links = (): string => given.map(({ keyId = '', person }) => useKeyUrl({ keyId, userId: person })).join('\n');
  return (
    <>
      <p class="sentence" role="status">
        {text.outcome({
          usable: rows.filter(({ state }) => state === 'done').length,
          making: rows.filter(({ state }) => state === 'making' || state === 'sent').length,
          failed: failed.length,
          unknown: rows.filter(({ state }) => state === 'unknown').length,
        })}
      </p>
      <Outcomes
        rows={rows}
        says={text.states}
        again={(row) => void (row.state === 'unknown' ? run.readBack() : run.run([row.id]))}
      />
      <div class="choices">
        {failed.length > 1 && (
          <button type="button" onClick={() => void run.run()}>
            {text.againAll(failed.length)}
          </button>
        )}
        <button type="button" disabled={given.length === 0} onClick={() => void copy(links())}>
          {copied ? text.copied : text.copyLinks}
        </button>
        <button
          type="button"
          class="danger outline"
          disabled={given.length === 0 || underWay(rows)}
          onClick={() => void run.takeBackAll()}
        >
          {text.takeBackAll(given.length)}
        </button>
      </div>
    </>
  );
}
