import type { V2 } from 'unloc-integrator-client';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { connected } from '../../account/connection';
import { clockMoves } from '../../account/embedded';
import { changeQuery, place } from '../../app/address';
import { events, followEvents } from '../../data/activity';
import { whatAt, whoAt } from '../../data/access-answer';
import { rowsOfDoor, rowsOfPerson } from '../../data/access-rows';
import { engineTrouble, snapshot } from '../../data/engine';
import { minute } from '../../data/minute';
import { doorsById } from '../../data/project-data';
import { NoEngine } from '../../parts/no-engine';
import { printing } from '../../parts/printing';
import { Legend } from '../../timeline/legend';
import { periodOf } from '../../timeline/period';
import type { Chosen } from '../../timeline/pointing';
import { TableTwin } from '../../timeline/table-twin';
import { loadTemporal, temporal } from '../../timeline/temporal';
import { Timeline } from '../../timeline/timeline';
import { dateAt } from '../../timeline/zone-days';
import { words } from '../../words/words';
import { AnswerAtTime, sentenceAt } from './answer-at';
import { PeriodBar } from './period-bar';
import { zoneWords } from './zone-words';

/** So many rows are drawn at first. */
const shown = 40;

const none: readonly V2.AccessEvent[] = [];

interface Properties {
  of: 'door' | 'person';
  /** The door's id, or the person's number. */
  id: string;
  zone: string;
  onChoose?: (chosen: Chosen) => void;
}

/** Who can open a door, or what somebody can open: drawn, as a table, and at a time. */
export function AccessCard({ of, id, zone, onChoose }: Properties) {
  useEffect(() => void loadTemporal(), []);
  useEffect(followEvents, []);
  if (engineTrouble.value !== undefined) return <NoEngine />;
  if (temporal.value === undefined || snapshot.value === undefined)
    return <p class="card quiet">{words.value.starting}</p>;
  return <Drawn {...{ of, id, zone }} {...(onChoose && { onChoose })} />;
}

function Drawn({ of, id, zone, onChoose }: Properties) {
  const { query } = place.value;
  // Drawn again when the clock was moved, and while time passes.
  void [minute.value, clockMoves.value];
  const now = connected().now();
  const period = periodOf(query, dateAt(now, zone), zone);
  const door = of === 'door' ? doorsById.value.get(id) : undefined;
  const log = events.value ?? none;
  const thisMinute = Math.floor(now / 60_000);
  const { from, to } = period;
  const [seen, said] = [snapshot.value, words.value];
  const all = useMemo(
    () => (door === undefined ? rowsOfPerson(id, period, log, now) : rowsOfDoor(door, period, log, now)),
    [seen, said, log, id, from, to, thisMinute],
  );
  const [whole, showAll] = useState(false);
  const asTable = query.get('as') === 'table';
  const rows = whole || asTable || printing.value ? all : all.slice(0, shown);
  const asked = Date.parse(query.get('at') ?? '');
  const at = Number.isNaN(asked) ? now : asked;
  const found = of === 'door' ? whoAt(id, at) : whatAt(id, at);
  const { access, timeline, person, door: doorWord } = words.value;
  const label = of === 'door' ? access.whoWhen : access.whatWhen;
  const ask = (instant: number | undefined): void =>
    changeQuery({ at: instant === undefined ? undefined : new Date(instant).toISOString().replace(':00.000Z', 'Z') });
  return (
    <section class="card access-card">
      <PeriodBar title={label} period={period} zone={zone} now={now} asTable={asTable} />
      {rows.length === 0 && <p class="quiet">{of === 'door' ? timeline.nobodyDoor : timeline.nothingPerson}</p>}
      {rows.length > 0 && !asTable && (
        <Timeline
          label={label}
          rows={rows}
          period={period}
          zone={zone}
          now={now}
          at={Number.isNaN(asked) ? undefined : asked}
          answer={found && sentenceAt(of, found, at, zone, now)}
          onAt={ask}
          {...(onChoose && { onChoose })}
        />
      )}
      {rows.length < all.length && (
        <button type="button" class="more-rows" onClick={() => showAll(true)}>
          {timeline.moreRows(all.length - rows.length)}
        </button>
      )}
      <div class={asTable ? 'scrolls' : 'twin'}>
        <TableTwin label={label} title={of === 'door' ? person : doorWord} {...{ rows, zone, now, period }} />
      </div>
      <div class="access-foot">
        <Legend />
        <p class="small">{zoneWords(zone, now)}</p>
      </div>
      {found && <AnswerAtTime {...{ of, answer: found, at, zone, now, onAt: ask }} />}
    </section>
  );
}
