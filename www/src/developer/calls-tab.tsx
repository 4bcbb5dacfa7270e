import { signal } from '@preact/signals';
import { calls, type Call } from '../account/calls';
import { inZone, visitorZone } from '../format/time';
import { CallDetail } from './call-detail';
import { numbersShown, shownText } from './code-block';
import { inProject } from './code/routes';
import { text } from './text';

const chosen = signal<number | undefined>(undefined);

/** The path, with the project's id as a word. */
export function pathOf({ url }: Call): string {
  const { pathname, search } = new URL(url);
  const there = inProject(url);
  const from = Math.max(0, pathname.indexOf('/v2/'));
  const path = pathname.slice(from) + search;
  return there === undefined ? path : path.replace(there.projectId, '{project}');
}

/** Calls with the same cause that follow each other, the latest first. */
function groups(): { key: number; calls: Call[] }[] {
  const found: { key: number; calls: Call[] }[] = [];
  for (const call of calls.value) {
    const last = found.at(-1);
    if (last !== undefined && last.calls[0]?.cause.number === call.cause.number) last.calls.push(call);
    else found.push({ key: call.number, calls: [call] });
  }
  return found.reverse();
}

/** Every request of the page, by what it was sent for. */
export function CallsTab() {
  const words = text.value;
  const open = calls.value.find(({ number }) => number === chosen.value);
  return (
    <div class="calls">
      <div class="calls-list">
        <p class="developer-bar">
          <span class="small">{words.calls.count(calls.value.length)}</span>
          <label>
            <input
              type="checkbox"
              checked={numbersShown.value}
              onChange={(event) => {
                numbersShown.value = event.currentTarget.checked;
              }}
            />
            {words.showNumbers}
          </label>
          <button
            type="button"
            onClick={() => {
              calls.value = [];
            }}
          >
            {words.calls.clear}
          </button>
        </p>
        {groups().map(({ key, calls: some }) => (
          <Group key={key} calls={some} />
        ))}
      </div>
      {open === undefined ? (
        <p class="small calls-none">{words.calls.choose}</p>
      ) : (
        <CallDetail key={open.number} call={open} />
      )}
    </div>
  );
}

function Group({ calls: some }: { calls: readonly Call[] }) {
  const words = text.value.calls;
  const [first] = some;
  if (first === undefined) return null;
  const title = first.cause.number === 0 ? words.byItself : `“${first.cause.words}”`;
  const at = inZone(first.at, visitorZone, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return (
    <table>
      <caption>
        {title} <span class="small">{at}</span>
      </caption>
      <thead class="unseen">
        <tr>
          {words.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {some.map((call) => (
          <Row key={call.number} call={call} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ call }: { call: Call }) {
  const words = text.value.calls;
  const { number, method, status, failed, milliseconds, attempt, waited, requestId } = call;
  const bad = failed !== undefined || (status ?? 200) >= 400;
  return (
    <tr data-chosen={number === chosen.value || undefined} data-bad={bad || undefined}>
      <td>
        <button
          type="button"
          aria-pressed={number === chosen.value}
          onClick={() => {
            chosen.value = number;
          }}
        >
          <b>{method}</b> {shownText(pathOf(call))}
        </button>
      </td>
      <td>{status ?? (failed === undefined ? '…' : words.noAnswer)}</td>
      <td>{milliseconds === undefined ? '' : `${Math.round(milliseconds)} ms`}</td>
      <td>{attempt > 1 && words.attempt(attempt, Math.round(waited ?? 0))}</td>
      <td class="small">{requestId?.slice(0, 8)}</td>
    </tr>
  );
}
