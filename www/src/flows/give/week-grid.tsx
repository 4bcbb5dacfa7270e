import { useSignal } from '@preact/signals';
import type { V2 } from 'unloc-integrator-client';
import { useRef } from 'preact/hooks';
import { words } from '../../words/words';
import { weekdays } from './draft';
import { TimeOfDay } from './time-of-day';
import '../../styles/week-grid.css';

interface Properties {
  hours: readonly V2.TimeSpan[];
  onChange(hours: readonly V2.TimeSpan[]): void;
}

const two = (number: number): string => String(number).padStart(2, '0');
const dayHours = Array.from({ length: 24 }, (_, hour) => hour);

/**
 * Weekly hours, one window a day, as the API has it: drawn with the pointer, or with the arrows (Space begins and ends a
 * window, Shift with an arrow stretches it), or written to the minute beside it.
 */
export function WeekGrid({ hours, onChange }: Properties) {
  const text = words.value.give;
  const focus = useSignal({ day: 0, hour: 8 });
  const anchor = useSignal<{ day: number; hour: number } | undefined>(undefined);
  const grid = useRef<HTMLFieldSetElement>(null);
  const of = (day: number): V2.TimeSpan | undefined => hours.find(({ weekday }) => weekday === weekdays[day]);
  const set = (day: number, from: number, to: number): void => {
    const weekday = weekdays[day];
    if (weekday === undefined) return;
    const [start, end] = [Math.min(from, to), Math.max(from, to)];
    const rest = hours.filter((one) => one.weekday !== weekday);
    const changed = [
      ...rest,
      {
        weekday,
        startHour: Math.floor(start / 60),
        startMinute: start % 60,
        endHour: Math.floor(end / 60),
        endMinute: end % 60,
      },
    ];
    onChange(inOrder(start === end ? rest : changed));
  };
  const clear = (day: number): void => onChange(hours.filter(({ weekday }) => weekday !== weekdays[day]));
  const covers = (day: number, hour: number): boolean => {
    const window = of(day);
    if (window === undefined) return false;
    return (
      window.startHour * 60 + window.startMinute < (hour + 1) * 60 && hour * 60 < window.endHour * 60 + window.endMinute
    );
  };
  const go = (day: number, hour: number): void => {
    focus.value = { day: (day + 7) % 7, hour: Math.max(0, Math.min(23, hour)) };
    const cell = `[data-cell="${focus.value.day}-${focus.value.hour}"]`;
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(cell)?.focus());
  };
  const press = (event: KeyboardEvent): void => {
    const { day, hour } = focus.value;
    const step: { readonly [key: string]: readonly [number, number] } = {
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
    };
    const moved = step[event.key];
    if (event.key === ' ' || event.key === 'Enter') {
      anchor.value = { day, hour };
      if (covers(day, hour)) clear(day);
      else set(day, hour * 60, (hour + 1) * 60);
    } else if (moved !== undefined) {
      const [days, hoursOn] = moved;
      if (event.shiftKey && hoursOn !== 0) {
        const begun = anchor.value?.day === day ? anchor.value.hour : hour;
        anchor.value = { day, hour: begun };
        const to = Math.max(0, Math.min(23, hour + hoursOn));
        set(day, Math.min(begun, to) * 60, (Math.max(begun, to) + 1) * 60);
      } else if (event.shiftKey) {
        // Down or up with Shift takes the window along to the next day.
        const window = of(day);
        if (window)
          set((day + days + 7) % 7, window.startHour * 60 + window.startMinute, window.endHour * 60 + window.endMinute);
      } else anchor.value = undefined;
      go(day + days, hour + hoursOn);
    } else return;
    event.preventDefault();
  };
  const minutes = (window: V2.TimeSpan): readonly [number, number] => [
    window.startHour * 60 + window.startMinute,
    window.endHour * 60 + window.endMinute,
  ];
  const release = (): void => {
    anchor.value = undefined;
  };
  return (
    <div class="week">
      <fieldset
        class="week-grid"
        aria-label={text.weeklyHours}
        ref={grid}
        onPointerLeave={release}
        onPointerUp={release}
      >
        <div class="week-hours" aria-hidden="true">
          {[0, 6, 12, 18].map((hour) => (
            <span key={hour}>{two(hour)}</span>
          ))}
        </div>
        {weekdays.map((weekday, day) => {
          const window = of(day);
          return (
            <fieldset class="week-day" aria-label={text.days[weekday]} key={weekday}>
              <span class="week-name" aria-hidden="true">
                {text.days[weekday]}
              </span>
              {dayHours.map((hour) => (
                <button
                  key={hour}
                  type="button"
                  class="week-cell"
                  data-cell={`${day}-${hour}`}
                  aria-label={`${text.days[weekday]} ${two(hour)}:00`}
                  aria-pressed={covers(day, hour)}
                  tabIndex={focus.value.day === day && focus.value.hour === hour ? 0 : -1}
                  onKeyDown={press}
                  onFocus={() => {
                    focus.value = { day, hour };
                  }}
                  onPointerDown={(event) => {
                    // A finger would otherwise hold all moves to the cell that it touched first.
                    if (event.currentTarget.hasPointerCapture(event.pointerId))
                      event.currentTarget.releasePointerCapture(event.pointerId);
                    anchor.value = { day, hour };
                    if (covers(day, hour) && window?.startHour === hour && window.endHour === hour + 1) clear(day);
                    else set(day, hour * 60, (hour + 1) * 60);
                  }}
                  onPointerEnter={({ buttons }) => {
                    const begun = anchor.value;
                    if (buttons === 1 && begun?.day === day)
                      set(day, Math.min(begun.hour, hour) * 60, (Math.max(begun.hour, hour) + 1) * 60);
                  }}
                />
              ))}
              <span class="week-times">
                <TimeOfDay
                  label={text.dayFrom(text.days[weekday])}
                  minutes={window && minutes(window)[0]}
                  onChange={(at) => set(day, at, window ? minutes(window)[1] : at + 60)}
                />
                –
                <TimeOfDay
                  label={text.dayUntil(text.days[weekday])}
                  minutes={window && minutes(window)[1]}
                  onChange={(at) => set(day, window ? minutes(window)[0] : Math.max(0, at - 60), at)}
                />
              </span>
            </fieldset>
          );
        })}
      </fieldset>
      <p class="small">{text.weekHint}</p>
    </div>
  );
}

function inOrder(hours: readonly V2.TimeSpan[]): readonly V2.TimeSpan[] {
  const names: readonly string[] = weekdays;
  return [...hours].sort((one, other) => names.indexOf(one.weekday) - names.indexOf(other.weekday));
}
