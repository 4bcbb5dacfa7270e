import { useEffect } from 'preact/hooks';
import { previewRows, type Thought } from '../data/preview-rows';
import { doorsById } from '../data/project-data';
import { words } from '../words/words';
import type { Period } from './period';
import { periodFrom } from './period';
import { TableTwin } from './table-twin';
import { loadTemporal, temporal } from './temporal';
import { Timeline } from './timeline';
import { dateAt } from './zone-days';

const day = 86_400_000;

/** So many rows are drawn. */
const shown = 12;

/** What keys would open, drawn dashed beside what is open already. */
export function PreviewTimeline({ thoughts, now }: { thoughts: readonly Thought[]; now: number }) {
  useEffect(() => void loadTemporal(), []);
  const [first] = thoughts;
  if (temporal.value === undefined || first === undefined) return null;
  const zone = doorsById.value.get(first.key.lockId)?.timezone ?? 'UTC';
  const period = periodAround(thoughts, zone, now);
  const all = previewRows(thoughts, period, now);
  const rows = all.slice(0, shown);
  const { timeline, person, give } = words.value;
  return (
    <div class="preview-timeline">
      <Timeline label={timeline.preview} rows={rows} period={period} zone={zone} now={now} />
      {all.length > shown && <p class="small">{give.andMore(all.length - shown)}</p>}
      <div class="twin">
        <TableTwin label={timeline.preview} title={person} {...{ rows, zone, now, period }} />
      </div>
    </div>
  );
}

/** The weeks from the first beginning on, or months where the last end is later. */
function periodAround(thoughts: readonly Thought[], zone: string, now: number): Period {
  const starts = thoughts.map(({ key: { start } }) => (start ? Date.parse(start) : now));
  const ends = thoughts.map(({ key: { end } }) => (end ? Date.parse(end) : now + 14 * day));
  const first = Math.min(...starts);
  const weeks = periodFrom(dateAt(first, zone), 'weeks', zone);
  return Math.max(...ends) > weeks.to + 7 * day ? periodFrom(dateAt(first, zone), 'months', zone) : weeks;
}
