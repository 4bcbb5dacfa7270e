import type { V2 } from 'unloc-integrator-client';
import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { readPairs } from '../../input/pairs';
import { called, findPerson } from '../../input/people';
import { wouldSend } from '../../output/would-send';
import { joined } from '../../output/words';

interface Options {
  firstName?: string;
  lastName?: string;
  set?: string[];
  unset?: string[];
}

export async function run({
  args,
  options,
  global,
  account,
  output,
  terminal,
  signal,
  underWay,
}: Invocation<Options>): Promise<void> {
  const { firstName, lastName, set = [], unset = [] } = options;
  if (firstName === '') throw usage('--first-name must not be empty.');
  const pairs = readPairs(set, '--set');
  const metadata = { ...pairs, ...Object.fromEntries(unset.map((name) => [name, null])) };
  const changes = [
    firstName !== undefined && `the first name "${firstName}"`,
    lastName !== undefined && (lastName === '' ? 'no last name' : `the last name "${lastName}"`),
    ...Object.entries(pairs).map(([name, value]) => `${name}=${value}`),
    ...unset.map((name) => `no "${name}"`),
  ].filter((change) => change !== false);
  if (changes.length === 0) throw usage('Say what to change: --first-name, --last-name, --set or --unset.');

  const person = await findPerson(account, String(args[0]), signal, { newcomers: true });
  const projectId = await account.projectId();
  const { managedUser, appUserId } = person;
  const who = person.name === null ? appUserId : `${called(person)} (${appUserId})`;
  const sentence = managedUser
    ? `The project’s record of ${who} gets ${joined(changes)}.`
    : `${who} has no record in this project: one is made, with ${joined(changes)}.`;
  const users = `/v2/projects/${projectId}/managed-users`;
  const change: V2.ManagedUserChange = {
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName: lastName === '' ? null : lastName }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
  };
  const input: V2.ManagedUserInput = {
    appUserId,
    ...(firstName !== undefined && { firstName }),
    ...(lastName && { lastName }),
    ...(set.length > 0 && { metadata: pairs }),
  };
  if (global.dryRun) {
    await wouldSend(output, sentence, [
      managedUser
        ? { method: 'PATCH', path: `${users}/${managedUser.id}`, body: change }
        : { method: 'POST', path: users, body: input },
    ]);
    return;
  }
  await terminal.confirm(sentence);
  const unloc = await account.client();
  underWay(`the record of ${called(person)}`);
  const saved = managedUser
    ? await unloc.managedUsers.update({ projectId, managedUserId: managedUser.id, ...change }, { signal })
    : await unloc.managedUsers.create({ projectId, ...input }, { signal });
  underWay(undefined);
  await output.result(saved ?? { appUserId }, `The record of ${called(person)} is changed.`);
}
