import type { Invocation } from '../../command/command';
import { controlOf } from '../../embedded/control';
import { wouldSend } from '../../output/would-send';

export async function run({ global, account, output, terminal, signal }: Invocation): Promise<void> {
  const control = await controlOf(account, signal);
  const sentence = `The embedded Unloc at ${control.url} will be as it was when it began: what was changed since is lost.`;
  if (global.dryRun) {
    await wouldSend(output, sentence, [{ method: 'POST', path: '/_sandbox/reset' }]);
    return;
  }
  await terminal.confirm(sentence);
  await control.call('reset', {});
  await output.result(
    { reset: true },
    'The embedded Unloc is as it was when it began. Webhooks are gone, too: start `unloc listen` again.',
  );
}
