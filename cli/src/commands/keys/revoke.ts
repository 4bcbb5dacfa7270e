import type { V2 } from 'unloc-integrator-client';
import type { Invocation } from '../../command/command';
import { exitCodes, type ExitCode } from '../../command/exit-code';
import { usage } from '../../command/failure';
import { doorNames } from '../../input/door-names';
import { allDoors, doorsNamed } from '../../input/doors';
import { allKeys, endedStates, findKeys } from '../../input/keys';
import { keysFor, readPeople, type People } from '../../input/people';
import { Progress } from '../../output/progress';
import { count, firstLines, joined } from '../../output/words';
import { wouldSend } from '../../output/would-send';
import { keyInWords } from '../../input/key-in-words';
import { exitCodeOf } from './exit-code-of';
import { takeBack, takenBackColumns, type TakenBack } from './take-back';

interface Options {
  person?: string[];
  door?: string[];
}

/** So many keys are said back, each in a line. */
const most = 30;

export async function run(invocation: Invocation<Options>): Promise<ExitCode> {
  const { global, account, output, terminal, signal, underWay } = invocation;
  const doors = await allDoors(account, signal);
  const names = doorNames(doors);
  const { chosen, people } = await keysOf(invocation, doors);
  const keys = chosen.filter(({ state }) => !endedStates.includes(state));
  if (keys.length === 0) {
    output.say(
      chosen.length === 0 ? 'There are no such keys.' : 'These keys have ended already. Nothing is left to take back.',
    );
    if (output.machine) await output.list<TakenBack>([], takenBackColumns([], false));
    return exitCodes.done;
  }
  const lines = firstLines(
    keys.map((key) => `  ${keyInWords(key, { people, names })}`),
    most,
  );
  const sentence = `${lines.join('\n')}\n${count(keys.length, 'key is', 'keys are')} taken back, which cannot be undone.`;
  const projectId = await account.projectId();
  if (global.dryRun) {
    const path = (id: string): string => `/v2/projects/${projectId}/keys/${encodeURIComponent(id)}`;
    await wouldSend(
      output,
      sentence,
      keys.map(({ id }) => ({ method: 'DELETE', path: path(id) })),
    );
    return exitCodes.done;
  }
  await terminal.confirm(sentence);
  const progress = new Progress('Taking back');
  const { rows, ended } = await takeBack(keys, {
    unloc: await account.client(),
    projectId,
    people,
    names,
    signal,
    onChange: (now, done, of) => {
      if (of > 1) progress.at(done, of);
      const which = joined(now.map((key) => `${people.holder(key)}’s to ${names.of(key.lockId)}`));
      underWay(now.length === 0 ? undefined : `taking back ${which}; done with ${done} of ${count(of, 'key')}`);
    },
  });
  progress.end();
  await output.list(rows, takenBackColumns(rows, output.format === 'table'));
  signal.throwIfAborted();
  const exitCode = exitCodeOf(rows, ['revoked', 'ended'], ended);
  const failed = rows.filter(({ outcome }) => outcome === 'failed' || outcome === 'notSent').length;
  output.say(
    failed === 0
      ? `${count(rows.length, 'key')} taken back.`
      : `${rows.length - failed} of ${count(rows.length, 'key')} taken back; ${failed} still ${failed === 1 ? 'opens' : 'open'}. Run the same command again for the rest.`,
  );
  return exitCode;
}

/** The keys that are meant, and the people who have them. */
async function keysOf(
  { args, options, account, signal }: Invocation<Options>,
  doors: readonly V2.Lock[],
): Promise<{ chosen: readonly V2.Key[]; people: People }> {
  const ids = (args[0] as string[] | undefined) ?? [];
  const { person, door } = options;
  if (ids.length > 0) {
    if (person ?? door) throw usage('Name keys by their ids, or with --person and --door, but not both.');
    const chosen = await findKeys(account, ids, signal);
    return { chosen, people: await readPeople(account, signal, chosen) };
  }
  if (!(person ?? door)) throw usage('Name the keys: by id, with --person, with --door, or with both options.');
  const locks = door && doorsNamed(doors, door).map(({ id }) => id);
  const [lockId] = locks ?? [];
  const read = person
    ? keysFor(account, person, signal)
    : allKeys(account, signal, locks?.length === 1 ? { lockId } : {});
  const people = await readPeople(account, signal, read);
  const numbers = person && (await people.findAll(person)).map(({ appUserId }) => appUserId);
  const chosen = people.keys.filter(
    ({ lockId: lock, appUser }) => (locks?.includes(lock) ?? true) && (numbers?.includes(appUser?.id ?? '') ?? true),
  );
  return { chosen, people };
}
