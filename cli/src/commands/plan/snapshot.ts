import { sayBlindSpots } from '../../access/blind-spots';
import { readProject } from '../../access/reading';
import { snapshotText } from '../../access/snapshot-file';
import type { Invocation } from '../../command/command';
import { zonedTime } from '../../output/time';
import { writePrivateNew } from '../../output/private-file';
import { count } from '../../output/words';

export async function run(invocation: Invocation<{ out?: string }>): Promise<void> {
  const { options, output } = invocation;
  const from = Date.now();
  const reading = await readProject(invocation);
  const { pages, projectId, now, snapshot, doors } = reading;
  const text = snapshotText({ projectId, from: now - (Date.now() - from), to: now }, pages);
  const { keys, people } = snapshot.counts;
  const summary = `${count(doors.length, 'door')}, ${count(keys, 'key')}, ${count(people, 'person', 'people')}, read ${zonedTime(now, doors[0]?.timezone)}`;
  if (options.out === undefined) await output.write(text);
  else {
    await writePrivateNew(options.out, text);
    const data = { file: options.out, doors: doors.length, keys, people, at: new Date(now).toISOString() };
    await output.result(
      data,
      `${options.out}: ${summary}. Only you can read the file, because it contains phone numbers.`,
    );
  }
  sayBlindSpots(output, snapshot.blindSpots);
}
