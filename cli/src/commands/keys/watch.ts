import { setTimeout as sleep } from 'node:timers/promises';
import type { V2 } from 'unloc-integrator-client';
import type { Invocation } from '../../command/command';
import { exitCodes, type ExitCode } from '../../command/exit-code';
import { passesByItself } from '../../command/failure';
import { doorNames } from '../../input/door-names';
import { allDoors } from '../../input/doors';
import { findKeys, finalStates, usableStates } from '../../input/keys';
import { readPeople } from '../../input/people';
import { clockTime } from '../../output/time';

interface Options {
  untilState?: string;
}

const final: readonly string[] = finalStates;
const [firstWaitMs, longestWaitMs] = [500, 10_000];

export async function run(invocation: Invocation<Options>): Promise<ExitCode> {
  const { args, options, account, output, signal, underWay } = invocation;
  const wanted = options.untilState === undefined ? usableStates : [options.untilState];
  const keys = await findKeys(account, args[0] as string[], signal);
  const [doors, people] = await Promise.all([allDoors(account, signal), readPeople(account, signal, keys)]);
  const names = doorNames(doors);
  const unloc = await account.client();
  const projectId = await account.projectId();
  const seen = new Map<string, string>();
  const tell = async (key: V2.Key): Promise<void> => {
    if (seen.get(key.id) === key.state) return;
    const from = seen.get(key.id) ?? null;
    seen.set(key.id, key.state);
    const at = new Date();
    const clock = clockTime(at, names.zone(key.lockId));
    await output.event(
      { at: at.toISOString(), keyId: key.id, from, state: key.state, key },
      `${clock}  ${people.holder(key)}, ${names.of(key.lockId)}: ${key.state}`,
    );
  };
  const over = (): boolean => [...seen.values()].every((state) => wanted.includes(state) || final.includes(state));
  for (const key of keys) await tell(key);
  for (let waitMs = firstWaitMs; !over(); waitMs = Math.min(waitMs * 1.5, longestWaitMs)) {
    const open = keys.filter(({ id }) => !wanted.includes(seen.get(id) ?? '') && !final.includes(seen.get(id) ?? ''));
    underWay(`watching ${open.map(({ id }) => `${id} (${seen.get(id)})`).join(', ')}`);
    await sleep(waitMs, undefined, { signal });
    for (const { id } of open) {
      try {
        await tell(await unloc.keys.get({ projectId, keyId: id }, { signal }));
      } catch (thrown) {
        const { message } = thrown as { message?: string };
        if (!passesByItself(thrown)) throw thrown;
        output.say(`The keys could not be read; unloc tries again: ${message}`);
      }
    }
  }
  underWay(undefined);
  const reached = [...seen.values()].every((state) => wanted.includes(state));
  if (!reached) output.say(`Not every key became ${wanted.join(', ')}: a key that is ${final.join(', ')} stays so.`);
  return reached ? exitCodes.done : exitCodes.failed;
}
