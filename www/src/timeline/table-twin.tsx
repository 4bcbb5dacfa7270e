import { cellTime, doorTime } from '../format/time';
import { words } from '../words/words';
import type { Mark, Row } from './drawing';
import type { Period } from './period';

interface Properties {
  label: string;
  /** What the rows are: people or doors. */
  title: string;
  rows: readonly Row[];
  zone: string;
  now: number;
  period: Period;
}

/** A timeline as a table. */
export function TableTwin({ label, title, rows, zone, now, period }: Properties) {
  const { from, until, state, noEnd, timeline } = words.value;
  const openings = (marks: readonly Mark[]): string | undefined => {
    const seen = marks.map(({ at }) => at).filter((at) => at >= period.from && at < period.to);
    return seen.length === 0 ? undefined : timeline.openings(seen.length, doorTime(Math.max(...seen), zone, now));
  };
  return (
    <table class="plain" aria-label={label}>
      <thead>
        <tr>
          {[title, from, until, timeline.hours, state, timeline.origin, timeline.marks].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.flatMap(({ id, name, href, keys, marks }) =>
          keys.map((key, index) => (
            <tr key={`${id} ${key.from} ${index}`}>
              <th scope="row">{href === undefined ? name : <a href={href}>{name}</a>}</th>
              <td>{cellTime(key.from, zone, now)}</td>
              <td>{Number.isFinite(key.to) ? cellTime(key.to, zone, now) : noEnd}</td>
              <td>{key.hours ?? timeline.allHours}</td>
              <td>{key.preview === true ? `${timeline.preview}: ${key.says}` : key.says}</td>
              <td>{key.origin}</td>
              <td>{index === 0 && openings(marks)}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}
