import type { PlanDocument, PlanStep } from './document';
import { dayAndTime, dayOf, hours, shown } from './words/clock';
import { mask, maskAll } from './words/mask';

/** How a plan is written. */
export interface TextOptions {
  /** Whether signs and verbs are coloured (ANSI). Default: false. */
  color?: boolean;
  /** Whether the middle of phone numbers is hidden. Default: true. */
  masked?: boolean;
  /** How long lines may be: what does not fit is put on a line of its own. Default: 110. */
  width?: number;
}

/** Signs and verbs. The sign says it without the colour. */
const verbs: { [kind: string]: [sign: string, verb: string, color: number] } = {
  give: ['+', 'give', 32],
  extend: ['~', 'extend', 33],
  shorten: ['~', 'shorten', 33],
  hours: ['~', 'hours', 33],
  takeBack: ['-', 'take back', 31],
  moveTo: ['~', 'move to', 33],
  moveFrom: ['~', 'move from', 33],
};

const blindSpots: { [spot: string]: string } = {
  sharedInApp: 'keys that people shared in the app',
  accessGroupsNotRead: 'access groups',
  groupOfKeyUnknown: 'which keys come from an access group',
  sharingRightsNotRead: 'who may give keys',
  personHidden: 'people at doors whose privacy policy hides them',
  metadataNotKept: 'who made a key, because the API does not return its metadata',
  zoneUnknown: 'the local time at doors without a time zone',
};

interface Row {
  kind: string;
  door: string;
  person: string;
  times: string;
  ref: string;
  notes: string[];
}

/** A plan in words. All counts are those of its summary. */
export function planText(plan: PlanDocument, options: TextOptions): string {
  const masked = options.masked !== false;
  let lines = [header(plan), ''];
  const rows = rowsOf(plan, masked);
  if (rows.length > 0) lines = lines.concat(zonesLine(plan), '', aligned(rows, options), '');
  for (const { sentence } of plan.findings) lines.push(`  ! ${sentence}`);
  lines.push(...waitingLines(plan));
  const { foreign, outside, adopt } = plan.summary;
  if (adopt > 0) lines.push(`  ${count(adopt, 'grant is', 'grants are')} opened by keys of others, which stay`);
  if (foreign + outside > 0) {
    lines.push(`  Left as they are: ${foreign} of others, ${outside} outside the time of the list`);
  }
  const unseen = plan.seen.blindSpots.map((spot) => blindSpots[spot] || spot);
  if (unseen.length > 0) lines.push(`  Not seen: ${unseen.join('; ')}`);
  if (lines[lines.length - 1] !== '') lines.push('');
  lines.push(...totals(plan));
  const text = lines.join('\n');
  return `${masked ? maskAll(text) : text}\n`;
}

function header({ scope, seen, summary, doors }: PlanDocument): string {
  const zone = (doors[0] && doors[0].zone) || 'UTC';
  const { time } = shown(seen.to, zone);
  const changes = [
    summary.give && `${summary.give} to give`,
    summary.extend && `${summary.extend} to extend`,
    summary.shorten && `${summary.shorten} to shorten`,
    summary.hours && `${summary.hours} with other hours`,
    summary.takeBack && `${summary.takeBack} to take back`,
  ].filter(Boolean);
  const what = changes.length > 0 ? changes.join(', ') : 'Nothing to do';
  const locks = count(seen.locks, 'door', 'doors');
  const keys = count(seen.keys, 'key', 'keys');
  return `${scope.owner}: ${locks}, ${keys} seen ${time}, all read. ${what}, ${count(summary.keep, 'key stays', 'keys stay')}.`;
}

/** The zones, each once, with the doors of all but the most common. */
function zonesLine({ doors }: PlanDocument): string {
  const zones = new Map<string, string[]>();
  for (const { zone, name } of doors) {
    const key = zone || 'UTC (no zone is known)';
    const names = zones.get(key);
    if (names === undefined) zones.set(key, [name]);
    else names.push(name);
  }
  const parts = [...zones].sort((a, b) => b[1].length - a[1].length);
  const told = parts.map(([zone, names], index) => (index === 0 ? zone : `${zone} (${names.join(', ')})`));
  return `  Times are the doors' own: ${told.join('; ')}`;
}

function rowsOf(plan: PlanDocument, masked: boolean): Row[] {
  const doors = new Map(plan.doors.map((door) => [door.lockId, door]));
  const rows: Row[] = [];
  for (const { item, steps } of plan.items) {
    for (const step of steps) {
      // What is awaited or replaced is said where its new key is.
      if (step.do === 'awaitUsable' || step.code === 'replaced') continue;
      const { lockId } = step;
      const door = lockId === undefined ? undefined : doors.get(lockId);
      const zone = (door && door.zone) || 'UTC';
      const isNew = step.code === 'new' || step.code === 'moved';
      rows.push({
        kind: step.kind === 'move' ? (step.do === 'give' ? 'moveTo' : 'moveFrom') : step.kind,
        door: (door && door.name) || lockId || '',
        person: masked ? mask(item) : item,
        times: times(step, zone, shown(plan.made, zone).year),
        ref: step.ref,
        notes: [weekly(step), isNew ? '' : step.because].filter(Boolean),
      });
    }
  }
  return rows;
}

/** When a step's key opens; of a longer stay the old end and the new. */
function times({ kind, key, was, do: what }: PlanStep, zone: string, year: number): string {
  const at = (moment: string): string => dayAndTime(moment, zone, year);
  const span = (from: string | null | undefined, to: string | null | undefined): string => {
    if (to) return `${from ? at(from) : 'now'} – ${at(to)}`;
    return from ? `since ${dayOf(shown(from, zone), year)}, no end` : 'from now on, no end';
  };
  if (what !== 'give') return was ? span(was.start, was.end) : '';
  const { start, end } = key!;
  if (was && was.end && end && (kind === 'extend' || kind === 'shorten') && was.end !== end) {
    return `until ${at(was.end)}  →  ${at(end)}`;
  }
  if (!end && start && Date.parse(start) > 0) return `from ${at(start)}, no end`;
  return span(start, end);
}

/** The weekly hours of a step's key, in words. */
function weekly({ key, was, do: what }: PlanStep): string {
  const only = hours(what === 'give' ? key && key.recurrence : was && was.recurrence);
  return only === '' ? '' : `only ${only}`;
}

function aligned(rows: Row[], { color, width }: TextOptions): string[] {
  const longest = (of: (row: Row) => string): number => rows.reduce((most, row) => Math.max(most, of(row).length), 0);
  const most = width === undefined ? 110 : width;
  const columns = {
    verb: longest(({ kind }) => verbs[kind]![1]),
    door: Math.min(
      28,
      longest(({ door }) => door),
    ),
    person: longest(({ person }) => person),
    times: Math.min(
      60,
      longest((row) => row.times),
    ),
  };
  const indent = ' '.repeat(4 + columns.verb + 2);
  const lines: string[] = [];
  for (const { kind, door, person, times: when, ref, notes } of rows) {
    const [sign, verb, code] = verbs[kind]!;
    const name = door.length > columns.door ? `${door.slice(0, columns.door - 1)}…` : door;
    const head = `${sign} ${pad(verb, columns.verb)}`;
    const line = `  ${color ? `\x1b[${code}m${head}\x1b[0m` : head}  ${pad(name, columns.door)}   ${pad(person, columns.person)}   `;
    const plain = 2 + head.length + 2 + columns.door + 3 + columns.person + 3;
    if (plain + columns.times + 3 + ref.length <= most) {
      lines.push(`${line}${pad(when, columns.times)}   ${ref}`.replace(/\s+$/, ''));
    } else {
      lines.push(`${line}${when}`.replace(/\s+$/, ''));
      if (ref !== '') lines.push(`${indent}${ref}`);
    }
    for (const note of notes) lines.push(indent + note);
  }
  return lines;
}

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - text.length));

function waitingLines({ waiting, summary }: PlanDocument): string[] {
  if (summary.waiting === 0) return [];
  const whys = new Map<string, string[]>();
  for (const { ref, why } of waiting) {
    const refs = whys.get(why);
    if (refs === undefined) whys.set(why, [ref]);
    else refs.push(ref);
  }
  const told = [...whys].map(([why, refs]) => `${why || 'no phone number'} (${refs.join(', ')})`);
  return [`  ${count(summary.waiting, 'grant waits', 'grants wait')}: ${told.join('; ')}`];
}

function totals({ summary }: PlanDocument): string[] {
  const { pairs, emptyDoors, messages, requests, seconds } = summary;
  const parts = [
    pairs.opened && `${count(pairs.opened, 'door', 'doors')} opened to a person`,
    pairs.longer && `${pairs.longer} longer`,
    pairs.shorter && `${pairs.shorter} shorter`,
    pairs.closed && `${pairs.closed} closed`,
    emptyDoors && `${count(emptyDoors, 'door', 'doors')} that nobody can open any more`,
  ].filter(Boolean);
  if (summary.people === 0) return ['Nothing to do.'];
  const sent = `${count(messages, 'message', 'messages')} will be sent and cannot be called back.`;
  return [
    `${parts.length > 0 ? `${parts.join(', ')}. ` : ''}${messages > 0 ? sent : 'No message will be sent.'}`,
    `${count(requests, 'request', 'requests')}, about ${seconds} s. Nothing is sent until the plan is applied.`,
  ];
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;
