import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { findDoor } from '../../input/doors';
import { printable } from '../../output/printable';
import { wouldSend } from '../../output/would-send';

function readAddress(text: string): string {
  try {
    const { protocol, href } = new URL(text);
    if (/^https?:$/.test(protocol)) return href;
  } catch {
    // Said below.
  }
  throw usage(`A webhook's address looks like https://example.com/unloc/<token>, but this one is "${text}".`);
}

export async function run({
  args,
  options,
  global,
  account,
  output,
  terminal,
  signal,
  underWay,
}: Invocation<{ door?: string }>): Promise<void> {
  const url = readAddress(String(args[0]));
  const project = await account.project();
  const door = options.door === undefined ? undefined : await findDoor(account, options.door, signal);
  const what = door === undefined ? `all doors of ${project.name}` : `${door.name} (${project.name})`;
  const sentence = `Each opening of ${printable(what)} will be posted to ${url}.`;
  const input = { trigger: 'accessEvent', url, ...(door && { lockId: door.id }) };
  if (global.dryRun) {
    await wouldSend(output, sentence, [{ method: 'POST', path: `/v2/projects/${project.id}/webhooks`, body: input }]);
    return;
  }
  await terminal.confirm(sentence);
  const unloc = await account.client();
  underWay('registering the webhook; `unloc hooks list` shows whether it is there');
  const hook = await unloc.webhooks.create({ projectId: project.id, ...input }, { signal });
  underWay(undefined);
  await output.result(hook ?? input, `The webhook ${hook?.id ?? ''} is registered.`);
}
