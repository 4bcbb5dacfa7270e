import type { V2 } from 'unloc-integrator-client';
import { findNamed } from '../../input/named';
import type { Invocation } from '../../command/command';
import { endingOf, untilEnded } from '../../serving/until-ended';
import type { ExitCode } from '../../command/exit-code';
import { usage } from '../../command/failure';
import { AccessLog, follow } from '../../following/access-log';
import { eventLine } from '../../following/event-line';
import { allDoors } from '../../input/doors';
import { readEvery, readSince } from '../../following/times';
import { findPerson } from '../../input/people';
import { logColumns } from './columns';

interface Options {
  door?: string;
  person?: string;
  since?: string;
  follow?: boolean;
  every?: string;
}

export async function run({ account, options, output, signal }: Invocation<Options>): Promise<ExitCode | undefined> {
  if (options.every !== undefined && !options.follow) throw usage('--every needs --follow.');
  if (options.follow && output.format === 'csv') throw usage('--follow writes no CSV. Use --ndjson.');
  const everyMs = readEvery(options.every);
  const unloc = await account.client();
  const projectId = await account.projectId();
  const doors = await allDoors(account, signal);
  const door = options.door === undefined ? undefined : findNamed(doors, options.door, 'door');
  const person =
    options.person === undefined ? undefined : await findPerson(account, options.person, signal, { newcomers: true });
  const zones = new Map(doors.map(({ id, timezone }) => [id, timezone]));
  const zoneOf = (lockId: string): string | undefined => zones.get(lockId) ?? undefined;
  const wanted = options.since ?? (options.follow ? 'now' : '7d');
  const since = readSince(wanted, door?.timezone ?? doors[0]?.timezone ?? 'UTC', Date.now()).getTime();
  const filter = { projectId, ...(door && { lockId: door.id }), ...(person && { appUserId: person.appUserId }) };
  const log = new AccessLog((limit) =>
    unloc.accessLog.list({ ...filter, ...(limit !== undefined && { limit }) }, { signal }),
  );

  const past: V2.AccessEvent[] = [];
  for await (const events of log.next()) past.push(...events);
  const shown = wanted === 'now' ? [] : past.filter(({ created }) => Date.parse(created) >= since);
  if (!options.follow) {
    await output.list(shown, logColumns(shown, zoneOf), { empty: 'Nobody opened a door in this time.' });
    return;
  }

  const line = (event: V2.AccessEvent): string => eventLine(event, { zoneOf, style: output.style });
  for (const event of shown) await output.event(event, line(event));
  output.say('Following the access log. Ctrl-C ends it.');
  const following = async (): Promise<ExitCode> => {
    try {
      for await (const event of follow(log, { everyMs, signal, say: (sentence) => output.say(sentence) }))
        await output.event(event, line(event));
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    return endingOf(signal);
  };
  return Promise.race([following(), untilEnded(signal)]);
}
