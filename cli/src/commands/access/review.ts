import type { Opening } from 'unloc-integrator-client/access';
import { sayBlindSpots } from '../../access/blind-spots';
import { accessEngine } from '../../access/engine';
import { openingColumns, shownOpenings } from '../../access/openings';
import { commonZone, readProject } from '../../access/reading';
import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { findDoors } from '../../input/doors';
import { readTime } from '../../input/time';
import { clocksInWords } from '../../output/time';
import { count } from '../../output/words';
import { findingColumns } from './columns';
import { listUnused } from './unused';

interface Options {
  from?: string;
  until?: string;
  door?: string[];
  person?: string[];
  /** `--no-end`. */
  end?: boolean;
  unused?: string;
  findings?: boolean;
  rows?: 'openings' | 'grants';
}

/** Keys of certain doors are a list for each: of more doors than that, all are read. */
const mostLists = 10;

export async function run(invocation: Invocation<Options>): Promise<void> {
  const { options, output } = invocation;
  const endless = options.end === false;
  if (options.unused !== undefined && (options.findings || options.rows))
    throw usage('--unused is a list of its own: leave out --findings and --rows.');
  const log = options.unused !== undefined || options.findings;
  const named = options.door && (await findDoors(invocation.account, options.door, invocation.signal));
  const reading = await readProject(invocation, {
    more: log ? ['accessEvents'] : [],
    ...(named && named.length <= mostLists && { locks: named }),
  });
  const { snapshot, doors, people, now } = reading;
  const zone = commonZone(doors);
  const from = readTime(options.from ?? 'now', { option: '--from', zone, now });
  const to = readTime(options.until ?? '+28d', { option: '--until', zone, now: options.until ? now : from.getTime() });
  if (to <= from) throw usage('--until must be later than --from.');
  const lockIds = named?.map(({ id }) => id);
  const asked = await Promise.all((options.person ?? []).map((one) => people.find(one)));
  const appUserIds = options.person && asked.map(({ appUserId }) => appUserId);
  const { review } = await accessEngine();
  const found = review(snapshot, { from, to, ...(lockIds && { lockIds }), ...(appUserIds && { appUserIds }) });
  const isAsked = ({ lockId, appUserId }: { lockId: string; appUserId?: string | null }): boolean =>
    (lockIds?.includes(lockId) ?? true) && (appUserIds?.includes(appUserId ?? '') ?? true);

  if (options.unused !== undefined) {
    await listUnused(invocation, reading, options.unused, (key) => isAsked(key) && !(endless && key.end !== null));
  } else if (options.findings) {
    await output.list(found.findings(), findingColumns(doors), { empty: 'There is nothing to look at.' });
  } else if (output.format === 'csv' && !endless && invocation.global.columns === undefined) {
    for (const piece of found.csv({ delimiter: ';', bom: false, rows: options.rows ?? 'openings' }))
      await output.write(new TextDecoder().decode(piece));
  } else {
    if (options.rows === 'grants') throw usage('--rows grants needs --csv.');
    const openings = [...found].filter((opening) => !endless || opening.reasons.some(({ end }) => end === null));
    const rows = shownOpenings(
      openings.map((opening) => unclipped(opening, to)),
      reading,
    );
    await output.list(rows, openingColumns, {
      empty: endless ? 'Every key has an end.' : 'Nobody can open anything then.',
    });
    if (!output.machine && rows.length > 0) output.say(clocksInWords(rows.map(({ timezone }) => timezone)));
    const findings = found.findings().length;
    if (findings > 0) output.say(`${count(findings, 'finding')}: --findings lists ${findings === 1 ? 'it' : 'them'}.`);
  }
  sayBlindSpots(output, snapshot.blindSpots);
}

/** What is open at the end of the review by a key without an end and without hours has no end. */
function unclipped(opening: Opening, end: Date): Opening {
  const goesOn = opening.to !== null && Date.parse(opening.to) >= end.getTime();
  const forEver = opening.reasons.some((reason) => reason.end === null && reason.windows === undefined);
  return goesOn && forEver ? { ...opening, to: null } : opening;
}
