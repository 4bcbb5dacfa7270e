import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { connected } from '../../account/connection';
import { engine, loadEngine, snapshot } from '../../data/engine';
import { exclusive } from '../../data/exclusive';
import { data, doorsById, refresh } from '../../data/project-data';
import { errorWords } from '../../format/error-words';
import { Dialog } from '../../parts/dialog';
import { words } from '../../words/words';
import { end, type Flow } from '../flow';
import { say } from '../notice';
import { GiveKeys } from '../writes/give-keys';
import { underWay } from '../writes/row';
import { Beside } from './beside';
import { DoorsField } from './doors-field';
import { freshDraft } from './draft';
import { Given } from './given';
import { type Intended, intended, newReference, noted } from './intended';
import { Preview } from './preview';
import { sentenceOf } from './sentence';
import { allowSharing, recordNames } from './beside-keys';
import { WhenField } from './when-field';
import { WhoField } from './who-field';

/** How old what was read may be for a plan, milliseconds. */
const fresh = 30 * 60_000;

/** Gives access: who, which doors, when; said back before anything is sent; then what became of each key. */
export function GiveDialog({ flow }: { flow: Flow & { name: 'give' } }) {
  const text = words.value.give;
  const draft = useSignal(
    useMemo(() => {
      const { name: _, part: __, ...given } = flow;
      return freshDraft(given);
    }, [flow]),
  );
  const giving = useSignal<GiveKeys | undefined>(undefined);
  const reference = useMemo(() => newReference(''), []);
  useEffect(() => {
    void loadEngine();
    const { value } = data;
    if (value !== undefined && connected().now() - value.asOf > fresh) void refresh();
  }, []);
  const [loaded, seen] = [engine.value, snapshot.value];
  const now = connected().now();
  const { people, doors, from, until, hours } = draft.value;
  // Not at each letter of a note: the engine looks at everybody's keys.
  const said = useMemo<Intended | undefined>(
    () =>
      loaded
      && seen
      && intended(loaded, seen, { people, doors, from, until, hours }, { now, reference, exclusive }, doorsById.value),
    [loaded, seen, people, doors, from, until, hours],
  );
  const ready = said !== undefined && said.keys.length > 0 && (said.taken.length === 0 || draft.value.doubleBooked);
  const give = async (): Promise<void> => {
    if (!ready || giving.value !== undefined || data.value === undefined) return;
    const run = new GiveKeys(data.value.project.id, noted(said.keys, draft.value), flow.part);
    giving.value = run;
    await run.run();
    await recordNames(draft.value.people);
    if (draft.value.mayShare)
      await allowSharing(run.rows.value).catch((error) => say(`${text.notShared} ${errorWords(error)}`));
  };
  if (giving.value !== undefined)
    return (
      <Dialog
        title={text.given}
        wide
        busy={underWay(giving.value.rows.value)}
        onClose={end}
        actions={
          <button type="button" class="primary" disabled={underWay(giving.value.rows.value)} onClick={end}>
            {words.value.flows.done}
          </button>
        }
      >
        <Given run={giving.value} />
      </Dialog>
    );
  return (
    <Dialog
      title={words.value.giveAccess}
      wide
      onSend={() => void give()}
      onClose={end}
      said={
        said && (
          <div class="said-below" aria-live="polite">
            <p class="sentence">{sentenceOf(draft.value, said, now)}</p>
            {ready && <p class="small">{text.atOnce}</p>}
            {said.taken.length > 0 && !draft.value.doubleBooked && <p class="held-back">{text.takenAbove}</p>}
          </div>
        )
      }
      actions={
        <>
          <button type="button" onClick={end}>
            {words.value.flows.cancel}
          </button>
          <button type="button" class="primary" disabled={!ready} onClick={() => void give()}>
            {text.give(said?.keys.length ?? 0)} <kbd>Ctrl ↵</kbd>
          </button>
        </>
      }
    >
      <div class="steps">
        <WhoField draft={draft} />
        <DoorsField draft={draft} />
        <WhenField draft={draft} />
        <Beside draft={draft} />
      </div>
      {said === undefined ? (
        <p class="small">{text.looking}</p>
      ) : (
        (said.keys.length > 0 || said.leftOut.length > 0) && (
          <section class="said" aria-label={text.preview}>
            <Preview draft={draft} said={said} />
          </section>
        )
      )}
    </Dialog>
  );
}
