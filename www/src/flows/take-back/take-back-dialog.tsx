import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { V2 } from 'unloc-integrator-client';
import { calledBy } from '../../data/people';
import { isOver } from '../../data/key-states';
import { owner } from '../../data/owner';
import { doorsById, people, projectId } from '../../data/project-data';
import { Dialog } from '../../parts/dialog';
import { words } from '../../words/words';
import { end, type Flow } from '../flow';
import { Given } from '../give/given';
import { newReference } from '../give/intended';
import { Outcomes } from '../outcomes';
import { GiveKeys } from '../writes/give-keys';
import { underWay } from '../writes/row';
import { TakeBackKeys } from '../writes/take-back-keys';
import { WhichKeys } from './which-keys';
import { sameAgain } from './same-again';

/** Takes keys back: said back first, then what became of each; and given again, if it was a mistake. */
export function TakeBackDialog({ flow }: { flow: Flow & { name: 'takeBack' } }) {
  const text = words.value.takingBack;
  const all = useMemo(() => flow.keys.filter((key) => !isOver(key)), [flow]);
  const spared = useSignal<ReadonlySet<string>>(new Set());
  const keys = all.filter(({ id }) => !spared.value.has(id));
  const run = useSignal<TakeBackKeys | undefined>(undefined);
  const undone = useSignal<GiveKeys | undefined>(undefined);
  const rows = run.value?.rows.value ?? [];
  const busy = underWay(rows) || underWay(undone.value?.rows.value ?? []);
  const undo = (): void => {
    const done = new Set(rows.filter(({ state }) => state === 'done').map(({ id }) => id));
    const again = sameAgain(
      keys.filter(({ id }) => done.has(id)),
      { owner, reference: newReference('') },
    );
    undone.value = new GiveKeys(projectId.value ?? '', again);
    void undone.value.run();
  };
  const actions = run.value ? (
    <>
      {undone.value === undefined && rows.some(({ state }) => state === 'done') && (
        <button type="button" disabled={busy} onClick={undo}>
          {text.undo}
        </button>
      )}
      <button type="button" class="primary" disabled={busy} onClick={end}>
        {words.value.flows.done}
      </button>
    </>
  ) : (
    <>
      <button type="button" onClick={end}>
        {words.value.flows.cancel}
      </button>
      <button
        type="button"
        class="danger"
        disabled={keys.length === 0}
        onClick={() => {
          run.value = new TakeBackKeys(projectId.value ?? '', keys);
          void run.value.run();
        }}
      >
        {text.takeBack(keys.length)}
      </button>
    </>
  );
  return (
    <Dialog title={words.value.takeBack} busy={busy} onClose={end} actions={actions}>
      {run.value ? (
        <Outcomes rows={rows} says={text.states} again={(row) => void run.value?.run([row.id])} />
      ) : (
        <>
          <p class="sentence" aria-live="polite">
            {sentence(keys)}
          </p>
          {all.length > 1 && <WhichKeys keys={all} spared={spared} />}
          <p class="small">{text.cannotBeUndone}</p>
        </>
      )}
      {undone.value && (
        <section aria-label={text.undo}>
          <p>{text.newKeys}</p>
          <Given run={undone.value} />
        </section>
      )}
    </Dialog>
  );
}

function sentence(keys: readonly V2.Key[]): string {
  const text = words.value.takingBack;
  const [key] = keys;
  if (key === undefined) return text.nothing;
  const numbers = new Set(keys.map(({ appUser }) => appUser?.id));
  const doors = new Set(keys.map(({ lockId }) => lockId));
  const who =
    numbers.size === 1
      ? key.appUser === null
        ? text.hidden
        : calledBy(people.value.get(key.appUser.id) ?? { name: key.appUser.name, number: key.appUser.id })
      : words.value.counts.people(numbers.size);
  const where =
    doors.size === 1 ? (doorsById.value.get(key.lockId)?.name ?? key.lockId) : words.value.counts.doors(doors.size);
  return text.sentence({ who, where, keys: words.value.counts.keys(keys.length) });
}
