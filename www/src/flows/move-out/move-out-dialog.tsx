import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { connected } from '../../account/connection';
import { engine, loadEngine, snapshot } from '../../data/engine';
import { calledBy } from '../../data/people';
import { data, people, projectId, refresh } from '../../data/project-data';
import { fits, fold } from '../../format/fold';
import { Combobox } from '../../parts/combobox';
import { Dialog } from '../../parts/dialog';
import { words } from '../../words/words';
import { end, type Flow } from '../flow';
import { type Job, unfinished } from './job';
import { MoveOut, planOf } from './move-out';
import { MoveOutRun, Lines } from './move-out-run';
import { nameOf } from '../names';
import { WhenOut } from './when-out';
import { OverKeys } from './over-keys';
import { linesOf } from './rows-of-job';

/** Somebody moves out: the plan first, then its run. */
export function MoveOutDialog({ flow }: { flow: Flow & { name: 'moveOut' } }) {
  const text = words.value.movingOut;
  const person = useSignal(flow.person ?? flow.job?.person ?? '');
  const day = useSignal('');
  const run = useSignal<MoveOut | undefined>(undefined);
  const begun = useMemo(() => crypto.randomUUID(), []);
  useEffect(() => {
    void loadEngine();
    if (flow.job === undefined) void refresh();
  }, []);
  const [loaded, seen] = [engine.value, snapshot.value];
  const made = useMemo(() => {
    if (loaded === undefined || seen === undefined || person.value === '' || run.value !== undefined) return undefined;
    try {
      return { plan: planOf(loaded, seen, person.value, day.value) };
    } catch (error) {
      return { plan: undefined, trouble: error instanceof Error ? error.message : String(error) };
    }
  }, [loaded, seen, person.value, day.value, run.value]);
  // One that was begun is gone on with.
  const begunBefore =
    flow.job ?? unfinished.value.find((one) => one.person === person.value && one.projectId === projectId.value);
  if (begunBefore !== undefined && run.value === undefined && loaded !== undefined)
    run.value = new MoveOut(begunBefore);
  if (run.value !== undefined) return <MoveOutRun run={run.value} />;
  const rights = (data.value?.sharingRights ?? []).filter(({ appUserId }) => appUserId === person.value);
  const job: Job = {
    id: begun,
    projectId: projectId.value ?? '',
    person: person.value,
    name: nameOf(person.value),
    day: day.value,
    begun: connected().now(),
    sharing: { state: 'waits', doors: rights.length },
    shared: { state: 'waits', count: rights.reduce((sum, { createdKeys = 0 }) => sum + createdKeys, 0) },
    plans: made?.plan === undefined ? [] : [made.plan],
    steps: {},
  };
  const lines = person.value === '' ? [] : linesOf(job);
  const something = person.value !== '' && made !== undefined && made.trouble === undefined && lines.length > 0;
  return (
    <Dialog
      title={person.value === '' ? text.title : text.titleOf(job.name)}
      wide
      onClose={end}
      actions={
        <>
          <button type="button" onClick={end}>
            {words.value.flows.cancel}
          </button>
          <button
            type="button"
            class="danger"
            disabled={!something}
            onClick={() => {
              run.value = new MoveOut(job);
              void run.value.run();
            }}
          >
            {text.go(lines.length)}
          </button>
        </>
      }
    >
      {flow.person === undefined && (
        <fieldset class="step">
          <legend>{text.who}</legend>
          <Combobox
            label={text.who}
            placeholder={words.value.give.peoplePlaceholder}
            options={(typed) =>
              [...people.value.values()]
                .filter(({ name, number }) => fits(fold(`${name ?? ''} ${number}`), typed))
                .slice(0, 12)
                .map((one) => ({ id: one.number, label: calledBy(one), aside: one.name && one.number }))
            }
            onChoose={({ id }) => {
              person.value = id;
            }}
          />
        </fieldset>
      )}
      {person.value !== '' && (
        <>
          <WhenOut day={day} />
          {made === undefined && <p class="small">{words.value.give.looking}</p>}
          {made?.trouble !== undefined && <p class="warning">{made.trouble}</p>}
          {made !== undefined && made.trouble === undefined && lines.length === 0 && (
            <p class="sentence">{text.nothingAtAll}</p>
          )}
          {something && (
            <>
              <p class="sentence">{text.sentence(job.name, lines.length)}</p>
              <Lines lines={lines} planned />
              <OverKeys person={person.value} />
              <p class="small">{text.doorbell}</p>
            </>
          )}
        </>
      )}
    </Dialog>
  );
}
