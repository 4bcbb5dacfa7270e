import { exitCodes, type ExitCode } from '../../command/exit-code';
import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { allDoors, findDoor } from '../../input/doors';
import { printable } from '../../output/printable';
import { count, joined } from '../../output/words';
import { wouldSend } from '../../output/would-send';
import { doorColumns } from './columns';

/** How long a vendor may take. */
const patienceMs = 10 * 60_000;

export async function run(invocation: Invocation): Promise<ExitCode | undefined> {
  const { account, args, global, output, terminal, signal, underWay } = invocation;
  const [wanted] = args;
  const unloc = await account.client();
  const projectId = await account.projectId();
  const before = await allDoors(account, signal);
  const connections = await unloc.lockConnections.list({ projectId }, { signal }).toArray({ limit: Infinity });
  const door = wanted === undefined ? undefined : await findDoor(account, String(wanted), signal);
  const asked = connections.filter(({ id }) => door === undefined || id === door.lockConnectionId);
  if (asked.length === 0)
    throw usage(
      door === undefined ? 'The project has no connection to a vendor.' : `${door.name} has no connection to a vendor.`,
    );
  const vendors = joined([...new Set(asked.map(({ vendor, id }) => vendor ?? id))]);
  const sentence = `The doors of ${vendors} are asked for again. Doors that are gone there disappear here, and their keys are revoked.`;
  if (global.dryRun) {
    const path = (id: string): string => `/v2/projects/${projectId}/lock-connections/${encodeURIComponent(id)}/refresh`;
    await wouldSend(
      output,
      sentence,
      asked.map(({ id }) => ({ method: 'PUT', path: path(id) })),
    );
    return undefined;
  }
  await terminal.confirm(sentence);
  for (const { id, vendor } of asked) {
    underWay(`asking ${vendor ?? id} for its doors; this goes on without the command`);
    const job = await unloc.lockConnections.refresh({ projectId, lockConnectionId: id }, { signal });
    await job?.wait({ timeoutMs: patienceMs, signal });
  }
  underWay(undefined);
  const after = await allDoors(account, signal);
  const had = new Set(before.map(({ id }) => id));
  const has = new Set(after.map(({ id }) => id));
  const appeared = after.filter(({ id }) => !had.has(id));
  const gone = before.filter(({ id }) => !has.has(id));
  for (const { name } of gone) output.say(`Gone: ${printable(name)}`);
  output.say(`${count(after.length, 'door')}: ${appeared.length} new, ${gone.length} gone.`);
  if (appeared.length > 0 || output.machine) await output.list(appeared, doorColumns);
  return exitCodes.done;
}
