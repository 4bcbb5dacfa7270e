import type { V2 } from 'unloc-integrator-client';
import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { doorNames } from '../../input/door-names';
import { allDoors, doorsNamed } from '../../input/doors';
import { readPairs } from '../../input/pairs';
import { wouldSend } from '../../output/would-send';
import { subprojectColumns, subprojectName } from './subprojects';

interface Options {
  door?: string[];
  description?: string;
  set?: string[];
}

export async function run(invocation: Invocation<Options>): Promise<void> {
  const { args, options, global, account, output, terminal, signal, underWay } = invocation;
  const name = String(args[0]);
  if (name.length < 4 || name.length > 128) throw usage('The name of a subproject has 4 to 128 characters.');
  const doors = await allDoors(account, signal);
  const names = doorNames(doors);
  const lockIds = doorsNamed(doors, options.door ?? []).map(({ id }) => id);
  const input: V2.SubprojectInput = {
    name,
    ...(lockIds.length > 0 && { lockIds }),
    ...(options.description && { description: options.description }),
    ...(options.set && { metadata: readPairs(options.set, '--set') }),
  };
  const which = lockIds.length === 0 ? 'without a door yet' : `with ${names.all(lockIds, 8)}`;
  const sentence = `The ${subprojectName(input)} is made, ${which}. The API cannot delete a subproject.`;
  const projectId = await account.projectId();
  if (global.dryRun)
    return wouldSend(output, sentence, [
      { method: 'POST', path: `/v2/projects/${projectId}/subprojects`, body: input },
    ]);
  await terminal.confirm(sentence);
  const unloc = await account.client();
  underWay(`making the ${subprojectName(input)}: look for it with \`unloc subprojects list\``);
  const made = await unloc.subprojects.create({ projectId, ...input }, { signal });
  underWay(undefined);
  if (made) await output.one(made, subprojectColumns);
  else await output.result(input, `The ${subprojectName(input)} is made.`);
}
