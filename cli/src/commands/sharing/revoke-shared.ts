import type { Invocation } from '../../command/command';
import { exitCodes } from '../../command/exit-code';
import { Failure, usage } from '../../command/failure';
import { count } from '../../output/words';
import { wouldSend } from '../../output/would-send';
import { readChosen, readRights, rightsOf, type Chosen } from './rights';

/** What one call takes back: what a person shared, to one door or to all. */
interface Filter {
  appUserId?: string;
  lockId?: string;
}

export async function run(invocation: Invocation<Chosen>): Promise<void> {
  const { options, global, account, output, terminal, signal, underWay } = invocation;
  if (!options.person && !options.door)
    throw usage('Say whose shared keys, or to which doors: --person, --door, or both.');
  const read = await readRights(account, signal);
  const { people, names } = read;
  const { persons, locks } = await readChosen(options, read);
  const filters = (persons ?? [undefined]).flatMap((person) =>
    (locks ?? [undefined]).map(
      (lock): Filter => ({ ...(person && { appUserId: person.appUserId }), ...(lock && { lockId: lock.id }) }),
    ),
  );
  const who = persons ? people.calledAll(persons) : 'anybody';
  const where = locks ? ` to ${names.all(locks.map(({ id }) => id))}` : '';
  const shared = rightsOf(read.rights, { persons, locks }).reduce((sum, { createdKeys = 0 }) => sum + createdKeys, 0);
  const known = shared > 0 ? ` Their rights to share count ${count(shared, 'key')}.` : '';
  const sentence = `All keys that ${who} shared in the app${where} are taken back. The API does not list them.${known} This cannot be undone.`;
  const projectId = await account.projectId();
  const path = `/v2/projects/${projectId}/shared-keys`;
  if (global.dryRun)
    return wouldSend(
      output,
      sentence,
      filters.map((filter) => ({ method: 'DELETE', path: `${path}?${new URLSearchParams({ ...filter })}` })),
    );
  await terminal.confirm(sentence);
  const unloc = await account.client();
  for (const [index, filter] of filters.entries()) {
    underWay(`taking back keys that ${who} shared; done with ${index} of ${count(filters.length, 'call')}`);
    await unloc.sharedKeys.revokeAll({ projectId, ...filter }, { signal }).catch((error: Error) => {
      if (signal.aborted || index === 0) throw error;
      throw new Failure(
        `${index} of ${filters.length} calls are done, then: ${error.message} Run it again for the rest.`,
        exitCodes.partly,
      );
    });
  }
  underWay(undefined);
  await output.result(
    { revokedSharedKeysOf: filters },
    `All keys that ${who} shared${where} are taken back. Who may share can share again: \`unloc sharing stop\` ends that.`,
  );
}
