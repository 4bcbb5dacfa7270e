import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { connected } from '../account/connection';
import { clockMoves } from '../account/embedded';
import { ClockTime, moveClock } from '../app/clock';
import { nextChange } from '../data/next-change';
import { data, doorsById, people } from '../data/project-data';
import { calledBy } from '../data/people';
import { addRule, faults, isOn, readReports, removeRule, reports, toggle } from './faults';
import { running, runClock } from './running-clock';
import { text } from './text';

const steps = [60, 3600, 24 * 3600] as const;

/** The clock of the embedded Unloc, and what goes wrong there. */
export function FaultsTab() {
  const words = text.value.faults;
  useEffect(() => {
    readReports();
    const timer = setInterval(readReports, 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class="two-columns">
      <div>
        <h2>{words.clock}</h2>
        <p class="developer-clock">
          <ClockTime />
        </p>
        <ClockButtons />
      </div>
      <div>
        <h2>{words.title}</h2>
        <ul class="switches">
          {faults.map((fault) => (
            <li key={fault}>
              <label>
                <input type="checkbox" checked={isOn(fault)} onChange={() => toggle(fault)} />
                {words.names[fault]}
              </label>
            </li>
          ))}
        </ul>
        <Rules />
      </div>
    </div>
  );
}

function ClockButtons() {
  const words = text.value.faults;
  void clockMoves.value;
  const now = connected().now();
  const next = nextChange(now);
  const key = data.value?.keys.find(
    ({ start, end }) => Date.parse(start) === next || (end && Date.parse(end) === next),
  );
  const person = key?.appUser && people.value.get(key.appUser.id);
  const named = [person && calledBy(person), key && doorsById.value.get(key.lockId)?.name].filter(Boolean).join(', ');
  return (
    <p class="developer-bar">
      {steps.map((seconds, index) => (
        <button key={seconds} type="button" onClick={() => moveClock(seconds)}>
          {words.steps[index]}
        </button>
      ))}
      {next !== undefined && (
        <button type="button" onClick={() => moveClock(Math.ceil((next - now) / 1000))}>
          {words.next(named)}
        </button>
      )}
      <button type="button" aria-pressed={running.value} onClick={() => runClock(!running.value)}>
        {words.run}
      </button>
    </p>
  );
}

function Rules() {
  const words = text.value.faults;
  const rule = useSignal('{ "path": "/v2/**", "count": 1, "fault": { "status": 429 } }');
  const wrong = useSignal<string | undefined>(undefined);
  const add = (): void => {
    try {
      addRule(rule.value);
      wrong.value = undefined;
    } catch (error) {
      wrong.value = error instanceof Error ? error.message : String(error);
    }
  };
  return (
    <>
      <h2>{words.rules}</h2>
      <ul aria-label={words.rules}>
        {reports.value.map(({ rule: one, hits, matched }, index) => (
          <li key={JSON.stringify(one)}>
            <code>{JSON.stringify(one)}</code> <span class="small">{words.hits(hits, matched)}</span>
            <button type="button" onClick={() => removeRule(index)}>
              {words.remove}
            </button>
          </li>
        ))}
      </ul>
      <form
        class="developer-form"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <label>
          {words.rule}
          <textarea
            rows={3}
            spellcheck={false}
            aria-invalid={wrong.value !== undefined || undefined}
            value={rule.value}
            onInput={(event) => {
              rule.value = event.currentTarget.value;
            }}
          />
        </label>
        {wrong.value !== undefined && <p role="alert">{wrong.value}</p>}
        <button type="submit">{words.add}</button>
      </form>
    </>
  );
}
