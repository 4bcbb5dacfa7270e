import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { V2 } from 'unloc-integrator-client';
import { connected } from '../../account/connection';
import { groupOf } from '../../data/group-keys';
import { isOver } from '../../data/key-states';
import { owner } from '../../data/owner';
import { doorsById, projectId } from '../../data/project-data';
import { doorTime } from '../../format/time';
import { daysLater, wallClock } from '../../format/wall-clock';
import { Dialog } from '../../parts/dialog';
import { words } from '../../words/words';
import { end, type Flow } from '../flow';
import { nowThere } from '../give/draft';
import { newReference } from '../give/intended';
import { Outcomes } from '../outcomes';
import { underWay } from '../writes/row';
import { ChangeFields } from './change-fields';
import { type Change, replaced } from './changes';
import { ReplaceKeys } from './replace-keys';

/** Another end, moved by days, or paused: new keys first, then the old ones go. */
export function ChangeDialog({ flow }: { flow: Flow & { name: 'change' } }) {
  const text = words.value.changing;
  const live = useMemo(() => flow.keys.filter((key) => !isOver(key)), [flow]);
  // The old key would stay beside the new one: a group's keys go with the group only.
  const keys = useMemo(() => live.filter((key) => groupOf(key) === undefined), [live]);
  const now = connected().now();
  const there = nowThere(keys.map(({ lockId }) => lockId));
  const usual = useMemo<{ readonly [kind in Change['kind']]: Change }>(
    () => ({
      until: { kind: 'until', until: laterEnd(keys) ?? daysLater(there, 7, '12:00') },
      shift: { kind: 'shift', days: 1 },
      pause: { kind: 'pause', from: there, until: daysLater(there, 7) },
    }),
    [keys],
  );
  const change = useSignal<Change>(usual.until);
  const run = useSignal<ReplaceKeys | undefined>(undefined);
  const reference = useMemo(() => newReference(''), []);
  const what = replaced(keys, change.value, { now, owner, reference });
  const count = what.reduce((sum, { fresh }) => sum + fresh.length, 0);
  if (run.value !== undefined) return <Running run={run.value} />;
  return (
    <Dialog
      title={text.title}
      onClose={end}
      actions={
        <>
          <button type="button" onClick={end}>
            {words.value.flows.cancel}
          </button>
          <button
            type="button"
            class="primary"
            disabled={what.length === 0}
            onClick={() => {
              run.value = new ReplaceKeys(projectId.value ?? '', what);
              void run.value.run();
            }}
          >
            {text.go(what.length)}
          </button>
        </>
      }
    >
      <div class="choices">
        {(['until', 'shift', 'pause'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={change.value.kind === kind}
            onClick={() => {
              change.value = usual[kind];
            }}
          >
            {text.kinds[kind]}
          </button>
        ))}
      </div>
      <ChangeFields
        change={change.value}
        onChange={(changed) => {
          change.value = changed;
        }}
      />
      <p class="sentence">{what.length === 0 ? text.nothing : text.sentence(what.length, count)}</p>
      <ul class="changes">
        {what.map(({ old, fresh }) => (
          <li key={old.id}>
            <strong>{doorsById.value.get(old.lockId)?.name}</strong>
            <span>
              <s>{timesOf(old, now)}</s> → {fresh.map((key) => timesOf(key, now)).join(', ') || text.goes}
            </span>
          </li>
        ))}
      </ul>
      {keys.length < live.length && <p class="warning">{text.ofGroup(live.length - keys.length)}</p>}
      <p class="small">{text.how}</p>
    </Dialog>
  );
}

function Running({ run }: { run: ReplaceKeys }) {
  const text = words.value.changing;
  const busy = underWay(run.give.rows.value) || underWay(run.back.rows.value);
  return (
    <Dialog
      title={text.title}
      busy={busy}
      onClose={end}
      actions={
        <button type="button" class="primary" disabled={busy} onClick={end}>
          {words.value.flows.done}
        </button>
      }
    >
      {run.give.rows.value.length > 0 && <h3>{text.first}</h3>}
      <Outcomes rows={run.give.rows.value} says={words.value.give.states} again={() => void run.run()} />
      {run.running.value && !busy && <p class="warning">{text.keepOpen}</p>}
      <h3>{text.second}</h3>
      <Outcomes rows={run.back.rows.value} says={words.value.takingBack.states} again={() => void run.run()} />
    </Dialog>
  );
}

/** A week after the latest end. */
function laterEnd(keys: readonly V2.Key[]): string | undefined {
  const ends = keys.flatMap((key) => (key.end === null ? [] : [{ key, at: Date.parse(key.end) }]));
  const last = ends.sort((one, other) => other.at - one.at)[0];
  return last && daysLater(wallClock(last.at, doorsById.value.get(last.key.lockId)?.timezone), 7);
}

function timesOf({ lockId, start, end: until }: V2.Key | V2.KeyInput, now: number): string {
  const zone = doorsById.value.get(lockId)?.timezone;
  const { give, noEnd } = words.value;
  return `${start ? doorTime(start, zone, now) : give.now} – ${until ? doorTime(until, zone, now) : noEnd}`;
}
