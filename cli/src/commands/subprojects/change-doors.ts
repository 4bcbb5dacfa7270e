import type { Invocation } from '../../command/command';
import { doorNames } from '../../input/door-names';
import { allDoors, doorsNamed } from '../../input/doors';
import { endedStates } from '../../input/keys';
import { count } from '../../output/words';
import { wouldSend } from '../../output/would-send';
import { findSubproject, subprojectColumns, subprojectName } from './subprojects';

/** Puts doors into a subproject, or takes them out. */
export async function changeDoors(invocation: Invocation, how: 'add' | 'remove'): Promise<void> {
  const { args, global, account, output, terminal, signal, underWay } = invocation;
  const [subproject, doors] = await Promise.all([
    findSubproject(account, String(args[0]), signal),
    allDoors(account, signal),
  ]);
  const names = doorNames(doors);
  const adds = how === 'add';
  const has = new Set(subproject.lockIds);
  const ids = doorsNamed(doors, args[1] as string[])
    .map(({ id }) => id)
    .filter((id) => has.has(id) !== adds);
  if (ids.length === 0) {
    output.say(
      adds
        ? 'All of them are in the subproject already. Nothing was sent.'
        : 'None of them is in the subproject. Nothing was sent.',
    );
    if (output.machine) await output.one(subproject, subprojectColumns);
    return;
  }
  const projectId = await account.projectId();
  const unloc = await account.client();
  const change = adds ? { lockIdsToAdd: ids } : { lockIdsToRemove: ids };
  const which = names.all(ids, 8);
  let sentence = `The ${subprojectName(subproject)} gets ${which}.`;
  if (!adds) {
    const keys = await unloc.keys
      .list({ projectId, subprojectId: subproject.id, excludeStates: [...endedStates] }, { signal })
      .toArray({ limit: Infinity });
    const gone = keys.filter(({ lockId }) => ids.includes(lockId)).length;
    sentence = `The ${subprojectName(subproject)} loses ${which}: ${count(gone, 'key of it is', 'keys of it are')} taken back, which cannot be undone.`;
  }
  if (global.dryRun)
    return wouldSend(output, sentence, [
      {
        method: 'PATCH',
        path: `/v2/projects/${projectId}/subprojects/${encodeURIComponent(subproject.id)}/locks`,
        body: change,
      },
    ]);
  await terminal.confirm(sentence);
  underWay(`${adds ? 'adding' : 'removing'} ${which} ${adds ? 'to' : 'from'} the ${subprojectName(subproject)}`);
  const saved = await unloc.subprojects.updateLocks({ projectId, subprojectId: subproject.id, ...change }, { signal });
  underWay(undefined);
  await output.one(saved ?? (await findSubproject(account, subproject.id, signal)), subprojectColumns);
}
