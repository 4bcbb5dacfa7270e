import type { V2 } from 'unloc-integrator-client';
import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { findDoor } from '../../input/doors';
import { printable } from '../../output/printable';
import { wouldSend } from '../../output/would-send';
import { oneDoorColumns } from './columns';

interface Options {
  name?: string;
  note?: string;
  privacy?: V2.PrivacyPolicy;
}

export async function run(invocation: Invocation<Options>): Promise<void> {
  const { account, args, options, global, output, terminal, signal, underWay } = invocation;
  const { name, note, privacy } = options;
  const change: V2.LockChange = {
    ...(name !== undefined && { name }),
    ...(note !== undefined && { note }),
    ...(privacy !== undefined && { privacyPolicy: privacy }),
  };
  if (Object.keys(change).length === 0) throw usage('Name the change: --name, --note or --privacy.');
  if (name?.trim() === '') throw usage('--name must not be empty.');
  const door = await findDoor(account, String(args[0]), signal);
  const parts = [
    name !== undefined && `the name "${name}"`,
    note !== undefined && (note === '' ? 'no note any more' : `the note "${note}"`),
    privacy !== undefined && `the privacy policy ${privacy}`,
  ].filter(Boolean);
  const sentence = `The door ${printable(door.name)} (${door.id}) gets ${parts.join(' and ')}.`;
  const projectId = await account.projectId();
  if (global.dryRun) {
    const path = `/v2/projects/${projectId}/locks/${encodeURIComponent(door.id)}`;
    return wouldSend(output, sentence, [{ method: 'PATCH', path, body: change }]);
  }
  await terminal.confirm(sentence);
  const unloc = await account.client();
  underWay(`the change of ${printable(door.name)}: look at it with \`unloc doors show ${door.id}\``);
  await unloc.locks.update({ projectId, lockId: door.id, ...change }, { signal });
  underWay(undefined);
  await output.one(await unloc.locks.get({ projectId, lockId: door.id }, { signal }), oneDoorColumns);
}
