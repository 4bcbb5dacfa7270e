import type { Signal } from '@preact/signals';
import { daysLater } from '../../format/wall-clock';
import { words } from '../../words/words';
import { nowThere } from '../give/draft';
import { Moment } from '../give/when-field';

/** Whether somebody moves out now or on a day, on the clock of the doors; empty for now. */
export function WhenOut({ day }: { day: Signal<string> }) {
  const text = words.value.movingOut;
  const there = nowThere([]);
  return (
    <>
      <div class="choices">
        <button
          type="button"
          aria-pressed={day.value === ''}
          onClick={() => {
            day.value = '';
          }}
        >
          {text.now}
        </button>
        <button
          type="button"
          aria-pressed={day.value !== ''}
          onClick={() => {
            day.value = day.value || daysLater(there, 30, '12:00');
          }}
        >
          {text.onDay}
        </button>
      </div>
      {day.value !== '' && (
        <>
          <Moment
            label={text.day}
            value={day.value}
            otherwise=""
            onChange={(at) => {
              day.value = at;
            }}
          />
          <p class="warning">{text.dayHint}</p>
        </>
      )}
    </>
  );
}
