import type { Invocation } from '../../command/command';
import { controlOf } from '../../embedded/control';

/** The state is written as `--seed` reads it, without an envelope, in every format. */
export async function run({ account, output, signal }: Invocation): Promise<void> {
  const control = await controlOf(account, signal);
  const state = await control.call('state');
  if (output.format === 'ndjson') await output.write(`${JSON.stringify(state)}\n`);
  else await output.text(JSON.stringify(state, undefined, 2));
}
