import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { controlOf } from '../../embedded/control';
import { readDuration } from '../../input/duration';
import { wouldSend } from '../../output/would-send';

export async function run({ args, global, account, output, signal }: Invocation): Promise<void> {
  const by = String(args[0]);
  if (by.startsWith('-'))
    throw usage(
      'The clock of the embedded Unloc cannot be put back. `unloc sandbox reset` starts again from the first state.',
    );
  const advanceSeconds = readDuration(by.replace(/^\+/, ''), 'The time') / 1000;
  const control = await controlOf(account, signal);
  if (global.dryRun) {
    const sentence = `The clock of the embedded Unloc will be put forward by ${by}.`;
    await wouldSend(output, sentence, [{ method: 'POST', path: '/_sandbox/clock', body: { advanceSeconds } }]);
    return;
  }
  const { now } = (await control.call('clock', { advanceSeconds })) as { now: string };
  await output.result({ now }, `The clock of the embedded Unloc shows ${now}.`);
}
