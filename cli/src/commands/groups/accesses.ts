import type { V2 } from 'unloc-integrator-client';
import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { doorsNamed } from '../../input/doors';
import { count, joined } from '../../output/words';
import { wouldSend } from '../../output/would-send';
import { groupColumns, groupName, readGroup } from './groups';

interface Options {
  person?: string[];
  door?: string[];
}

/** Puts people and doors into a group, or takes them out. */
export async function changeAccesses(invocation: Invocation<Options>, how: 'add' | 'remove'): Promise<void> {
  const { args, options, global, account, output, terminal, signal, underWay } = invocation;
  if (!options.person && !options.door) throw usage(`Name what to ${how}: --person, --door, or both.`);
  const { group, doors, people, names } = await readGroup(account, String(args[0]), signal, options.person ?? []);
  const adds = how === 'add';
  const [oldPeople, oldDoors] = [new Set(group.appUserIds), new Set(group.lockIds)];
  const fits = (there: boolean): boolean => there !== adds;
  const persons = (await people.findAll(options.person ?? [], { newcomers: true })).filter(({ appUserId }) =>
    fits(oldPeople.has(appUserId)),
  );
  const locks = doorsNamed(doors, options.door ?? []).filter(({ id }) => fits(oldDoors.has(id)));
  if (persons.length + locks.length === 0) {
    output.say(
      adds
        ? 'All of them are in the group already. Nothing was sent.'
        : 'None of them is in the group. Nothing was sent.',
    );
    if (output.machine) await output.one(group, groupColumns);
    return;
  }
  const numbers = persons.map(({ appUserId }) => appUserId);
  const ids = locks.map(({ id }) => id);
  const change: V2.AccessGroupAccessesChange = adds
    ? { ...(numbers.length > 0 && { appUserIdsToAdd: numbers }), ...(ids.length > 0 && { lockIdsToAdd: ids }) }
    : { ...(numbers.length > 0 && { appUserIdsToRemove: numbers }), ...(ids.length > 0 && { lockIdsToRemove: ids }) };
  const before = oldPeople.size * oldDoors.size;
  const after = adds
    ? (oldPeople.size + numbers.length) * (oldDoors.size + ids.length)
    : (oldPeople.size - numbers.length) * (oldDoors.size - ids.length);
  const what = joined([...persons.map((person) => people.called(person)), ...ids.map((id) => names.of(id))], 8);
  const keys = Math.abs(after - before);
  const sentence = adds
    ? `${groupName(group).replace('the', 'The')} gets ${what}: ${count(keys, 'key is', 'keys are')} made.`
    : `${groupName(group).replace('the', 'The')} loses ${what}: ${count(keys, 'key is', 'keys are')} taken back, which cannot be undone.`;
  const projectId = await account.projectId();
  if (global.dryRun)
    return wouldSend(output, sentence, [
      {
        method: 'PATCH',
        path: `/v2/projects/${projectId}/access-groups/${encodeURIComponent(group.id)}/accesses`,
        body: change,
      },
    ]);
  await terminal.confirm(sentence);
  const unloc = await account.client();
  underWay(`${adds ? 'adding' : 'removing'} ${what} ${adds ? 'to' : 'from'} ${groupName(group)}`);
  const saved = await unloc.accessGroups.updateAccesses({ projectId, accessGroupId: group.id, ...change }, { signal });
  underWay(undefined);
  await output.one(saved ?? (await readGroup(account, group.id, signal, [])).group, groupColumns);
}
