import { useEffect, useRef } from 'preact/hooks';
import { changeQuery } from '../../app/address';
import { isShortcut } from '../../app/keyboard';
import { inZone } from '../../format/time';
import { besides, zooms, type Period } from '../../timeline/period';
import { words } from '../../words/words';

interface Properties {
  title: string;
  period: Period;
  zone: string;
  now: number;
  asTable: boolean;
}

/** What is shown of time, and whether as a drawing or a table. */
export function PeriodBar({ title, period, zone, now, asTable }: Properties) {
  const text = words.value.timeline;
  const button = useRef<HTMLButtonElement>(null);
  const toggle = (): void => {
    // What had the focus may be gone after this.
    if (document.activeElement?.closest('.access-card') !== null) button.current?.focus();
    changeQuery({ as: asTable ? undefined : 'table' });
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() === 't' && isShortcut(event)) toggle();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
  return (
    <header class="period-bar">
      <h2>{title}</h2>
      <div class="joined">
        <button type="button" aria-label={text.before} onClick={() => changeQuery({ from: besides(period, -1) })}>
          ‹
        </button>
        <button type="button" onClick={() => changeQuery({ from: undefined })}>
          {text.today}
        </button>
        <button type="button" aria-label={text.after} onClick={() => changeQuery({ from: besides(period, 1) })}>
          ›
        </button>
      </div>
      <p class="range">{rangeOf(period, zone, now)}</p>
      <fieldset class="joined" aria-label={text.zoom}>
        {zooms.map((zoom) => (
          <button
            key={zoom}
            type="button"
            aria-pressed={period.zoom === zoom}
            onClick={() => changeQuery({ zoom: zoom === 'weeks' ? undefined : zoom })}
          >
            {text.zooms[zoom]}
          </button>
        ))}
      </fieldset>
      <button ref={button} type="button" aria-pressed={asTable} onClick={toggle} aria-keyshortcuts="T">
        {text.table} <kbd>T</kbd>
      </button>
    </header>
  );
}

function rangeOf({ from, to, zoom }: Period, zone: string, now: number): string {
  const year = (at: number): string => inZone(at, zone, { year: 'numeric' });
  const date = (at: number): string =>
    inZone(at, zone, {
      day: 'numeric',
      month: 'short',
      ...(zoom === 'day' && { weekday: 'long', month: 'long' }),
      ...(year(at) !== year(now) && { year: 'numeric' }),
    });
  return zoom === 'day' ? date(from) : `${date(from)} – ${date(to - 1)}`;
}
