import { findNamed } from '../../input/named';
import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { wouldSend } from '../../output/would-send';

export async function run({ args, global, account, output, terminal, signal, underWay }: Invocation): Promise<void> {
  const wanted = String(args[0]);
  const unloc = await account.client();
  const project = await account.project();
  const projectId = project.id;
  const hooks = await unloc.webhooks.list({ projectId }, { signal }).toArray({ limit: Infinity });
  const named = hooks.flatMap(({ id, url }) => (id === undefined ? [] : [{ id, name: url }]));
  if (named.length < hooks.length && named.length === 0)
    throw usage('Unloc returns no ids of these webhooks, so they cannot be deleted here.');
  const { id: webhookId, name: url } = findNamed(named, wanted, 'webhook');
  const sentence = `The webhook ${webhookId} of ${project.name} will be deleted: nothing will be posted to ${url} any more.`;
  if (global.dryRun) {
    await wouldSend(output, sentence, [{ method: 'DELETE', path: `/v2/projects/${projectId}/webhooks/${webhookId}` }]);
    return;
  }
  await terminal.confirm(sentence);
  underWay(`deleting the webhook ${webhookId}`);
  await unloc.webhooks.delete({ projectId, webhookId }, { signal });
  underWay(undefined);
  await output.result({ id: webhookId, deleted: true }, `The webhook ${webhookId} is deleted.`);
}
