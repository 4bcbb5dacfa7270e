import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { visitorZone } from '../../format/time';
import { words } from '../../words/words';
import { type Draft, nowThere, officeHours, type Period, period, zonesOf } from './draft';
import { WeekGrid } from './week-grid';

const periods: readonly Period[] = ['night', 'weekend', 'week', 'weekdays', 'endless'];

/** When, on the clock of the doors. */
export function WhenField({ draft }: { draft: Signal<Draft> }) {
  const text = words.value.give;
  const { from, until, doors, hours } = draft.value;
  const now = nowThere(doors);
  const change = (changes: Partial<Draft>): void => {
    draft.value = { ...draft.value, ...changes };
  };
  const zones = zonesOf(doors);
  const clock = zones.length > 1 ? text.eachClock : text.clock(zones[0] ?? visitorZone);
  return (
    <fieldset class="step">
      <legend>{text.when}</legend>
      <div class="choices">
        {periods.map((name) => {
          const usual = period(name, now);
          const same = usual.from === from && usual.until === until && usual.hours.length === hours.length;
          return (
            <button key={name} type="button" aria-pressed={same} onClick={() => change(usual)}>
              {text.periods[name]}
            </button>
          );
        })}
      </div>
      <div class="span">
        <div class="moment">
          <Moment label={words.value.from} value={from} otherwise={text.now} onChange={(from) => change({ from })} />
          <label class="check">
            <input
              type="checkbox"
              checked={from === ''}
              onChange={({ currentTarget }) => change({ from: currentTarget.checked ? '' : now })}
            />
            {text.now}
          </label>
        </div>
        <div class="moment">
          <Moment
            label={words.value.until}
            value={until}
            otherwise={words.value.noEnd}
            onChange={(until) => change({ until })}
          />
          <label class="check">
            <input
              type="checkbox"
              checked={until === ''}
              onChange={({ currentTarget }) =>
                change({ until: currentTarget.checked ? '' : period('week', now).until })
              }
            />
            {words.value.noEnd}
          </label>
        </div>
      </div>
      <p class="small">{clock}</p>
      <label class="check">
        <input
          type="checkbox"
          checked={hours.length > 0}
          onChange={({ currentTarget }) => change({ hours: currentTarget.checked ? officeHours : [] })}
        />
        {text.onlyHours}
      </label>
      {hours.length > 0 && <WeekGrid hours={hours} onChange={(changed) => change({ hours: changed })} />}
    </fieldset>
  );
}

interface MomentProperties {
  label: string;
  value: string;
  otherwise: string;
  onChange(value: string): void;
}

/** A time on a clock; without one, what that means. */
export function Moment({ label, value, otherwise, onChange }: MomentProperties) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {value === '' ? (
        <input id={id} type="text" disabled value={otherwise} />
      ) : (
        <input
          id={id}
          type="datetime-local"
          value={value}
          onInput={({ currentTarget }) => currentTarget.value !== '' && onChange(currentTarget.value)}
        />
      )}
    </div>
  );
}
