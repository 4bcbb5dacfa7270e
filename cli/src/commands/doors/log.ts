import type { V2 } from 'unloc-integrator-client';
import type { Invocation } from '../../command/command';
import { readSince } from '../../following/times';
import { findDoor } from '../../input/doors';
import { readWhole } from '../../input/whole';
import { printable } from '../../output/printable';
import { logColumns } from '../log/columns';

export async function run(invocation: Invocation<{ since?: string; limit?: string }>): Promise<void> {
  const { account, args, options, output, signal } = invocation;
  const limit = options.limit === undefined ? undefined : readWhole(options.limit, '--limit', 1);
  const unloc = await account.client();
  const projectId = await account.projectId();
  const door = await findDoor(account, String(args[0]), signal);
  const zone = door.timezone || undefined;
  const since = options.since === undefined ? undefined : readSince(options.since, zone ?? 'UTC', Date.now());
  const events: V2.AccessEvent[] = [];
  // In which order the API lists them is not documented: all are read, then sorted.
  for await (const event of unloc.accessLog.list({ projectId, lockId: door.id }, { signal }))
    if (since === undefined || Date.parse(event.created) >= since.getTime()) events.push(event);
  events.sort((a, b) => Date.parse(b.created) - Date.parse(a.created));
  const shown = events.slice(0, limit);
  // The door is the one that was named.
  const columns = logColumns(shown, () => zone).map((one) =>
    one.name === 'lockName' ? { ...one, hidden: true } : one,
  );
  await output.list(shown, columns, {
    empty: `The log has nothing about ${printable(door.name)}${since === undefined ? '' : ' since then'}. It goes back 60 days at most.`,
  });
}
