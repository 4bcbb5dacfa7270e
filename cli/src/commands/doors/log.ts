import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { findDoor } from '../../input/doors';
import { readTime } from '../../input/time';
import { printable } from '../../output/printable';
import { doorEventColumns, type DoorEvent } from './columns';

export async function run(invocation: Invocation<{ since?: string; limit?: string }>): Promise<void> {
  const { account, args, options, output, signal } = invocation;
  const limit = options.limit === undefined ? Number.POSITIVE_INFINITY : Number(options.limit);
  if (!(limit >= 1)) throw usage(`--limit must be a number from 1 on, but is "${options.limit}".`);
  const unloc = await account.client();
  const projectId = await account.projectId();
  const door = await findDoor(account, String(args[0]), signal);
  const zone = door.timezone ?? 'UTC';
  const since =
    options.since === undefined ? undefined : readTime(options.since, { option: '--since', zone, now: Date.now() });
  const events: DoorEvent[] = [];
  // In which order the API lists them is not documented: all are read, then sorted.
  for await (const event of unloc.accessLog.list({ projectId, lockId: door.id }, { signal }))
    if (since === undefined || Date.parse(event.created) >= since.getTime())
      events.push({ ...event, timezone: door.timezone ?? null });
  events.sort((a, b) => Date.parse(b.created) - Date.parse(a.created));
  await output.list(events.slice(0, limit), doorEventColumns, {
    empty: `The log has nothing about ${printable(door.name)}${since === undefined ? '' : ' since then'}. It goes back 60 days at most.`,
  });
  if (!output.machine && events.length > 0) output.say(`Times are on the clock of ${printable(door.name)}: ${zone}.`);
}
