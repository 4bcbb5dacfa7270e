import { words } from '../../words/words';
import { Moment } from '../give/when-field';
import type { Change } from './changes';

/** What a change needs to know. */
export function ChangeFields({ change, onChange }: { change: Change; onChange(change: Change): void }) {
  const text = words.value.changing;
  const { from, until, noEnd } = words.value;
  if (change.kind === 'until')
    return (
      <Moment
        label={until}
        value={change.until}
        otherwise={noEnd}
        onChange={(at) => onChange({ ...change, until: at })}
      />
    );
  if (change.kind === 'shift')
    return (
      <label class="field">
        {text.days}
        <input
          type="number"
          min={-365}
          max={365}
          value={change.days}
          onInput={({ currentTarget }) => onChange({ ...change, days: currentTarget.valueAsNumber || 0 })}
        />
      </label>
    );
  return (
    <div class="span">
      <Moment label={from} value={change.from} otherwise="" onChange={(at) => onChange({ ...change, from: at })} />
      <Moment label={until} value={change.until} otherwise="" onChange={(at) => onChange({ ...change, until: at })} />
    </div>
  );
}
