import type { Invocation } from '../../command/command';
import type { ExitCode } from '../../command/exit-code';
import { usage } from '../../command/failure';
import { findNamed } from '../../input/named';
import { doorNames } from '../../input/door-names';
import { allDoors } from '../../input/doors';
import { readDuration } from '../../input/duration';
import { readHours } from '../../input/hours';
import { readPeopleFile } from '../../input/people-file';
import { keysFor, readPeople, type People, type Person } from '../../input/people';
import { readPeriod, saysEnd, type PeriodOptions } from '../../input/period';
import { Progress } from '../../output/progress';
import { count, joined } from '../../output/words';
import { wouldSend } from '../../output/would-send';
import { exitCodeOf } from './exit-code-of';
import { givenColumns } from './giving/columns';
import { byPerson, give, keyInput, type Given, type GiveOptions } from './giving/send';
import { wantedKeys } from './giving/wanted';
import { askDoor, askPerson } from './missing';

interface Options extends PeriodOptions {
  to?: string[];
  door?: string[];
  hours?: string;
  booking?: string;
  file?: string;
  wait?: boolean;
  settle?: string;
}

/** How long the API may take for the keys of one person, and how long their locks may. */
const [doneMs, usableMs] = [120_000, 600_000];

export async function run(invocation: Invocation<Options>): Promise<ExitCode> {
  const { options, global, account, output, terminal, signal, underWay } = invocation;
  const recurrence = options.hours === undefined ? undefined : readHours(options.hours, '--hours');
  const metadata = bookingOf(options.booking);
  const settleMs = options.settle === undefined ? undefined : readDuration(options.settle, '--settle');
  saysEnd(options);
  const keys = keysFor(account, options.file === undefined ? options.to : undefined, signal);
  const [doors, people] = await Promise.all([allDoors(account, signal), readPeople(account, signal, keys)]);
  const chosen = await peopleOf(invocation, people);
  const wantedDoors =
    options.door === undefined
      ? [await askDoor(terminal, doors, 'Name the door, or several, with --door.')]
      : [...new Set(options.door.map((one) => findNamed(doors, one, 'door')))];
  const period = await withEnd(invocation);
  const names = doorNames(doors);
  const now = Date.now();
  const wanted = wantedKeys(chosen, wantedDoors, (zone) => readPeriod(period, zone, now), recurrence, {
    people,
    names,
    now,
  });
  if (wanted.keys.length === 0) {
    output.say(`${wanted.sentence}\nNothing is left to give.`);
    if (output.machine) await output.list<Given>([], givenColumns([], false));
    return 0;
  }
  const projectId = await account.projectId();
  if (global.dryRun) {
    const requests = byPerson(wanted.keys).map((group) => ({
      method: 'POST' as const,
      path: `/v2/projects/${projectId}/keys`,
      body: { keys: group.map((key) => keyInput(key, { recurrence, metadata })) },
    }));
    await wouldSend(output, wanted.sentence, requests);
    return 0;
  }
  await terminal.confirm(wanted.sentence);
  const progress = new Progress('Giving keys');
  const usable = options.wait === true;
  const giving: GiveOptions = {
    unloc: await account.client(),
    projectId,
    names,
    recurrence,
    metadata,
    usable,
    waitMs: usable ? usableMs : doneMs,
    settleMs,
    signal,
    onChange: (groups, done, of) => {
      if (of > 1) progress.at(done, of);
      const whose = groups.map(([first]) => (first ? people.called(first.person) : ''));
      const which = [...new Set(groups.flat().map(({ door }) => names.of(door.id)))];
      underWay(
        groups.length === 0
          ? undefined
          : `keys of ${joined(whose)} to ${joined(which, 6)}; done with ${done} of ${count(of, 'person', 'people')}`,
      );
    },
  };
  const { given, ended } = await give(wanted.keys, giving);
  progress.end();
  await output.list(given, givenColumns(given, output.format === 'table'));
  signal.throwIfAborted();
  const exitCode = exitCodeOf(given, ['given'], ended);
  output.say(summary(given, exitCode));
  return exitCode;
}

/** Who is meant by `--to` and `--file`, each once. */
async function peopleOf({ options, terminal }: Invocation<Options>, people: People): Promise<Person[]> {
  const { to, file } = options;
  const instead = 'Name the person, or several, with --to, or a file with --file.';
  if (to === undefined && file === undefined) return [await askPerson(terminal, people, instead)];
  const found: Person[] = file === undefined ? [] : await readPeopleFile(file, people);
  for (const one of to ?? []) found.push(await people.find(one, { newcomers: true }));
  return [...new Map(found.map((person) => [person.appUserId, person])).values()];
}

/** A key without an end must be meant. */
async function withEnd({ options, terminal }: Invocation<Options>): Promise<PeriodOptions> {
  if (saysEnd(options)) return options;
  const answer = await terminal.ask(
    'Until when? Such as "fri 16:00", +2d, or "no end":',
    'Set the end with --until or --for, or use --no-end.',
  );
  return /^(?:--)?(?:no[ -]end|never|for ?ever)$/i.test(answer)
    ? { ...options, end: false }
    : { ...options, until: answer };
}

/** The booking goes into the key's metadata, under a name that the access engine does not use. */
function bookingOf(booking: string | undefined): { booking: string } | undefined {
  if (booking === undefined) return undefined;
  if (booking === '' || booking.length > 256) throw usage('--booking must have 1 to 256 characters.');
  return { booking };
}

function summary(given: readonly Given[], exitCode: ExitCode): string {
  const of = (outcome: Given['outcome']): number => given.filter((one) => one.outcome === outcome).length;
  const parts = [
    `${count(of('given'), 'key')} given`,
    of('creating') > 0 && `${of('creating')} still being made`,
    of('failed') > 0 && `${of('failed')} failed`,
    of('unknown') > 0 && `${of('unknown')} not known`,
    of('notSent') > 0 && `${of('notSent')} not sent`,
  ].filter(Boolean);
  const advice: { [code: number]: string } = {
    1: ' Nothing was given.',
    5: ' Run the same command again for the rest: keys that exist are left out.',
    6: ' Check `unloc keys list` before you run the command again: a key whose outcome is not known may exist.',
  };
  return `${parts.join(', ')}.${advice[exitCode] ?? ''}`;
}
