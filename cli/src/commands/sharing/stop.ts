import type { V2 } from 'unloc-integrator-client';
import type { Invocation } from '../../command/command';
import { exitCodes, type ExitCode } from '../../command/exit-code';
import { Failure, usage } from '../../command/failure';
import { count, firstLines } from '../../output/words';
import { wouldSend } from '../../output/would-send';
import { readChosen, readRights, rightColumns, rightsOf, type Chosen } from './rights';

/** So many rights are said back, each in a line. */
const most = 30;

export async function run(invocation: Invocation<Chosen>): Promise<ExitCode> {
  const { options, global, account, output, terminal, signal, underWay } = invocation;
  if (!options.person && !options.door) throw usage('Name whose right to share ends: --person, --door, or both.');
  const read = await readRights(account, signal);
  const { people, names } = read;
  const chosen = rightsOf(read.rights, await readChosen(options, read));
  const rights = chosen.filter(({ source }) => source !== 'accessGroup');
  const kept = chosen.length - rights.length;
  const note =
    kept > 0
      ? `\n${count(kept, 'right comes', 'rights come')} from access groups and ${kept === 1 ? 'stays' : 'stay'}: see \`unloc groups edit --no-share\`.`
      : '';
  if (rights.length === 0) {
    output.say(`There are no such rights.${note}`);
    if (output.machine) await output.list<V2.SharingRight>([], rightColumns(read, false));
    return exitCodes.done;
  }
  const line = ({ appUserId, lockId, createdKeys }: V2.SharingRight): string =>
    `  ${people.calledBy(appUserId)}, ${names.of(lockId)}${createdKeys ? `: ${count(createdKeys, 'key')} shared, which ${createdKeys === 1 ? 'stays' : 'stay'}` : ''}`;
  const lines = firstLines(rights.map(line), most);
  const sentence = `${lines.join('\n')}${note}\n${count(rights.length, 'right')} to share keys ${rights.length === 1 ? 'ends' : 'end'}.`;
  const projectId = await account.projectId();
  if (global.dryRun) {
    const path = ({ lockId, appUserId }: V2.SharingRight): string =>
      `/v2/projects/${projectId}/sharing-rights?${new URLSearchParams({ lockId, appUserId })}`;
    await wouldSend(
      output,
      sentence,
      rights.map((right) => ({ method: 'DELETE', path: path(right) })),
    );
    return exitCodes.done;
  }
  await terminal.confirm(sentence);
  const unloc = await account.client();
  let ended = 0;
  // One person and door at a time, so that no right goes that was not shown.
  for (const { lockId, appUserId } of rights) {
    underWay(`ending rights to share; done with ${ended} of ${rights.length}`);
    await unloc.sharingRights.revokeAll({ projectId, lockId, appUserId }, { signal }).catch((error: Error) => {
      if (signal.aborted || ended === 0) throw error;
      throw new Failure(
        `${ended} of ${rights.length} rights ended, then: ${error.message} Run it again for the rest.`,
        exitCodes.partly,
      );
    });
    ended += 1;
  }
  underWay(undefined);
  await output.list(rights, rightColumns(read, output.format === 'table'));
  output.say(
    `${count(ended, 'right')} ended. Keys that were shared stay: \`unloc sharing revoke-shared\` takes them back.`,
  );
  return exitCodes.done;
}
