import type { Invocation } from '../../command/command';
import { controlOf } from '../../embedded/control';
import { wouldSend } from '../../output/would-send';

export async function run({ global, account, output, terminal, signal }: Invocation): Promise<void> {
  const control = await controlOf(account, signal);
  const sentence = `The embedded Unloc at ${control.url} will be put back to its first state: all changes are lost.`;
  if (global.dryRun) {
    await wouldSend(output, sentence, [{ method: 'POST', path: '/_sandbox/reset' }]);
    return;
  }
  await terminal.confirm(sentence);
  await control.call('reset', {});
  await output.result(
    { reset: true },
    'The embedded Unloc is back in its first state. Webhooks are gone, too: start `unloc listen` again.',
  );
}
