import type { V2 } from 'unloc-integrator-client';
import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { count } from '../../output/words';
import { wouldSend } from '../../output/would-send';
import { readChosen, readRights, rightsOf, type Chosen } from './rights';

export async function run(invocation: Invocation<Chosen>): Promise<void> {
  const { options, global, account, output, terminal, signal, underWay } = invocation;
  if (!options.person || !options.door) throw usage('Say who may share keys to which doors: --person and --door.');
  const read = await readRights(account, signal);
  const { people, names } = read;
  const { persons = [], locks = [] } = await readChosen(options, read);
  const sharingRights: V2.SharingRightInput[] = [];
  const notes: string[] = [];
  for (const person of persons) {
    for (const door of locks) {
      const own = rightsOf(read.rights, { persons: [person], locks: [door] });
      // A right of the group does not keep the project from giving its own; it would go with the group.
      if (own.some(({ source }) => source !== 'accessGroup' && source !== 'subproject'))
        notes.push(`Left out: ${people.called(person)} may share keys to ${names.of(door.id)} already.`);
      else sharingRights.push({ lockId: door.id, appUserId: person.appUserId });
    }
  }
  if (sharingRights.length === 0) {
    output.say([...notes, 'Nothing is left to allow.'].join('\n'));
    if (output.machine) await output.result([], '');
    return;
  }
  const allowed = (id: string): boolean =>
    sharingRights.some(({ lockId, appUserId }) => lockId === id || appUserId === id);
  const whom = people.calledAll(persons.filter(({ appUserId }) => allowed(appUserId)));
  const which = names.all(locks.map(({ id }) => id).filter(allowed));
  const sentence = [
    ...notes,
    `${whom} may share keys to ${which} from now on: ${count(sharingRights.length, 'right')}, all of them or none.`,
  ].join('\n');
  const projectId = await account.projectId();
  if (global.dryRun)
    return wouldSend(output, sentence, [
      { method: 'POST', path: `/v2/projects/${projectId}/sharing-rights`, body: { sharingRights } },
    ]);
  await terminal.confirm(sentence);
  const unloc = await account.client();
  underWay(`the right of ${whom} to share keys to ${which}`);
  const sent = await unloc.sharingRights.create({ projectId, sharingRights }, { signal });
  underWay(undefined);
  await output.result(sent ?? sharingRights, `${count(sharingRights.length, 'right')} to share keys given.`);
}
