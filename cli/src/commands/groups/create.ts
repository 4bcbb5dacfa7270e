import type { V2 } from 'unloc-integrator-client';
import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { allDoors, doorsNamed } from '../../input/doors';
import { doorNames } from '../../input/door-names';
import { hoursInWords, readHours } from '../../input/hours';
import { readPairs } from '../../input/pairs';
import { keysFor, readPeople } from '../../input/people';
import { count } from '../../output/words';
import { wouldSend } from '../../output/would-send';
import { groupColumns, groupName } from './groups';

interface Options {
  person?: string[];
  door?: string[];
  description?: string;
  hours?: string;
  share?: boolean;
  set?: string[];
}

export async function run(invocation: Invocation<Options>): Promise<void> {
  const { args, options, global, account, output, terminal, signal, underWay } = invocation;
  const name = String(args[0]);
  if (name.length < 4 || name.length > 64) throw usage('The name of a group has 4 to 64 characters.');
  if (options.share && options.hours !== undefined)
    throw usage('--share and --hours cannot be used together: the API lets nobody share keys that have hours.');
  const recurrence = options.hours === undefined ? undefined : readHours(options.hours, '--hours');
  const [doors, people] = await Promise.all([
    allDoors(account, signal),
    readPeople(account, signal, keysFor(account, options.person ?? [], signal)),
  ]);
  const locks = doorsNamed(doors, options.door ?? []);
  const persons = await people.findAll(options.person ?? [], { newcomers: true });
  const input: V2.AccessGroupInput = {
    name,
    lockIds: locks.map(({ id }) => id),
    appUserIds: persons.map(({ appUserId }) => appUserId),
    ...(options.description && { description: options.description }),
    ...(recurrence && { recurrence }),
    ...(options.share && { allowKeySharing: true }),
    ...(options.set && { metadata: readPairs(options.set, '--set') }),
  };
  const names = doorNames(doors);
  const keys = locks.length * persons.length;
  const who = persons.length === 0 ? 'nobody yet' : people.calledAll(persons);
  const which = locks.length === 0 ? 'no door yet' : names.all(input.lockIds);
  const hours = recurrence ? `, only ${hoursInWords(recurrence)}` : '';
  const sentence = `${groupName(input).replace('the', 'The')} is made, with ${who}, and ${which}${hours}, without an end: ${count(keys, 'key')}.`;
  const projectId = await account.projectId();
  if (global.dryRun)
    return wouldSend(output, sentence, [
      { method: 'POST', path: `/v2/projects/${projectId}/access-groups`, body: input },
    ]);
  await terminal.confirm(sentence);
  const unloc = await account.client();
  underWay(`making ${groupName(input)}: look for it with \`unloc groups list\``);
  const made = await unloc.accessGroups.create({ projectId, ...input }, { signal });
  underWay(undefined);
  if (made) await output.one(made, groupColumns);
  else await output.result(input, `${groupName(input).replace('the', 'The')} is made.`);
}
