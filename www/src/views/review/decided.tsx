import { connected } from '../../account/connection';
import { linkTo } from '../../app/address';
import { type Decision, undecide } from '../../data/decisions';
import { data } from '../../data/project-data';
import { csvOf } from '../../format/csv';
import { doorTime } from '../../format/time';
import { download } from '../../parts/download';
import { fileName } from '../../parts/file-name';
import { words } from '../../words/words';
import { untilOf } from './deciding';
import type { Item } from './items';

/** What was decided, by whom and when: the evidence. */
export function Decided({ made }: { made: readonly Decision[] }) {
  const { review, person, door, until } = words.value;
  if (made.length === 0) return null;
  const now = connected().now();
  const zone = data.value?.doors[0]?.timezone;
  return (
    <section class="card">
      <h2>
        {review.decided} <span class="count">{made.length}</span>
      </h2>
      <div class="scrolls">
        <table class="plain" aria-label={review.decided}>
          <thead>
            <tr>
              {[person, door, review.why, review.verdict, until, review.by, review.at].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
              <td class="no-print" />
            </tr>
          </thead>
          <tbody>
            {made.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <a href={linkTo('people', one.number)}>{one.who}</a>
                </th>
                <td>{one.door}</td>
                <td>{one.why.join(', ')}</td>
                <td>
                  <span class="verdict" data-verdict={one.verdict}>
                    {review.verdicts[one.verdict]}
                  </span>
                </td>
                <td>{one.until}</td>
                <td>{one.by || review.unnamed}</td>
                <td>{doorTime(one.at, zone, now)}</td>
                <td class="no-print">
                  {one.verdict === 'keep' && (
                    <button type="button" onClick={() => void undecide(one.id)}>
                      {review.again}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The evidence as a file: what was decided, and what was not. */
export function DecidedCsv({ made, open }: { made: readonly Decision[]; open: readonly Item[] }) {
  const { review, person, number, door, until, access } = words.value;
  const save = (): void => {
    const iso = (at: number): string => new Date(at).toISOString();
    const head = [person, number, door, review.why, review.verdict, until, review.by, `${review.at} (UTC)`];
    const done = made.map((one) => [
      one.who,
      one.number,
      one.door,
      one.why.join(', '),
      review.verdicts[one.verdict],
      one.until,
      one.by,
      iso(one.at),
    ]);
    const left = open.map((item) => {
      const why = item.why.map((one) => review.whys[one]).join(', ');
      return [item.who, item.number, item.door, why, review.undecided, untilOf(item), '', ''];
    });
    const file = fileName(words.value.views.review, connected().now());
    download(file, [csvOf([head, ...done, ...left])], 'text/csv;charset=utf-8');
  };
  return (
    <button type="button" onClick={save}>
      {access.csv}
    </button>
  );
}
