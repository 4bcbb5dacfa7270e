import type { Difference, Opening, SeenKey } from 'unloc-integrator-client/access';
import { accessEngine } from '../../access/engine';
import { shownOpenings, type ShownOpening } from '../../access/openings';
import { contentOf, readProject, type Reading } from '../../access/reading';
import { readSnapshotFile } from '../../access/snapshot-file';
import type { Invocation } from '../../command/command';
import { exitCodes, type ExitCode } from '../../command/exit-code';
import { usage } from '../../command/failure';
import { called } from '../../input/people';
import { printable } from '../../output/printable';
import type { Column } from '../../output/column';
import { clockTime, zonedTime } from '../../output/time';
import { count } from '../../output/words';

/** A change, as a row of CSV. */
interface Change {
  change: 'appeared' | 'gone' | 'changed';
  key: SeenKey;
  door: string;
  members: string;
}

const changeColumns: readonly Column<Change>[] = [
  { name: 'change', title: 'Change', value: ({ change }) => change, priority: 1 },
  { name: 'door', title: 'Door', value: ({ door }) => door, priority: 1 },
  { name: 'person', title: 'Number', value: ({ key }) => key.appUser?.id, priority: 1 },
  { name: 'start', title: 'From', value: ({ key }) => key.start, priority: 1 },
  { name: 'end', title: 'Until', value: ({ key }) => key.end, priority: 1 },
  { name: 'state', title: 'State', value: ({ key }) => key.state, priority: 1 },
  { name: 'members', title: 'What changed', value: ({ members }) => members, priority: 1 },
  { name: 'keyId', title: 'Key', value: ({ key }) => key.id, priority: 1 },
];

function changesOf({ appeared, gone, changed }: Difference, { doors }: Side): Change[] {
  const row = (change: Change['change'], key: SeenKey, members: readonly string[] = []): Change => ({
    change,
    key,
    door: doors.find(({ id }) => id === key.lockId)?.name ?? key.lockId,
    members: members.join(' '),
  });
  return [
    ...appeared.map((key) => row('appeared', key)),
    ...gone.map((key) => row('gone', key)),
    ...changed.map(({ after, members }) => row('changed', after, members)),
  ];
}

type Side = Pick<Reading, 'snapshot' | 'projectId' | 'doors' | 'people' | 'now'>;

export async function run(invocation: Invocation<{ exitCode?: boolean }>): Promise<ExitCode> {
  const { args, options, output } = invocation;
  const [older, second] = args;
  const newer = String(second ?? 'now');
  const before = await sideIn(String(older));
  const after = newer === 'now' ? await readProject(invocation) : await sideIn(newer);
  if (before.projectId !== after.projectId)
    throw usage(`The snapshots are of two projects: ${before.projectId} and ${after.projectId}.`);
  const { compare } = await accessEngine();
  const difference = compare(before.snapshot, after.snapshot);
  const { appeared, gone, changed, opensMore, opensLess } = difference;
  const differs = appeared.length + gone.length + changed.length + opensMore.length + opensLess.length > 0;
  if (output.format === 'csv') await output.list(changesOf(difference, after), changeColumns);
  else if (output.machine) await output.result(difference, '');
  else await output.text(differs ? textOf(difference, before, after) : 'Nothing is different.');
  return options.exitCode && differs ? exitCodes.differences : exitCodes.done;
}

async function sideIn(file: string): Promise<Side> {
  const { snapshot, projectId, to, pages } = await readSnapshotFile(file);
  return Object.assign(contentOf(pages), { snapshot, projectId, now: to });
}

function textOf({ appeared, gone, changed, opensMore, opensLess }: Difference, before: Side, after: Side): string {
  // Who or what is gone is named as it was before.
  const doorOf = (lockId: string) => [...after.doors, ...before.doors].find(({ id }) => id === lockId);
  const whoOf = (number: string | undefined): string => {
    const person = [...after.people.all, ...before.people.all].find(({ appUserId }) => appUserId === number);
    return person ? called(person) : (number ?? 'somebody hidden');
  };
  const keyLine = ({ id, lockId, appUser, start, end, state }: SeenKey): string => {
    const door = doorOf(lockId);
    const until = end === null ? 'no end' : clockTime(end, door?.timezone);
    return `${whoOf(appUser?.id)}  ${door?.name ?? lockId}  ${clockTime(start, door?.timezone)} – ${until}  ${state}  ${id}`;
  };
  const openingLine = ({ door, appUserId, name, from, to, timezone }: ShownOpening): string =>
    `${name ?? whoOf(appUserId ?? undefined)}  ${door}  ${clockTime(from, timezone ?? undefined)} – ${to === null ? 'no end' : clockTime(to, timezone ?? undefined)}`;
  const shown = (openings: readonly Opening[], side: Side): string[] => shownOpenings(openings, side).map(openingLine);
  const part = (title: string, sign: string, lines: readonly string[]): string =>
    lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  ${sign} ${printable(line)}`).join('\n')}\n`;
  const zone = after.doors[0]?.timezone;
  return [
    `${zonedTime(before.now, zone)} → ${zonedTime(after.now, zone)}\n`,
    part(`${count(appeared.length, 'key')} more`, '+', appeared.map(keyLine)),
    part(`${count(gone.length, 'key')} gone`, '-', gone.map(keyLine)),
    part(
      `${count(changed.length, 'key')} changed`,
      '~',
      changed.map(({ after: key, members, before: was }) => {
        const how = members.map((member) => (member === 'state' ? `state was ${was.state}` : member));
        return `${keyLine(key)}  (${how.join(', ')})`;
      }),
    ),
    part('Opens more, in the next four weeks', '+', shown(opensMore, after)),
    part('Opens less', '-', shown(opensLess, before)),
  ]
    .filter(Boolean)
    .join('\n');
}
