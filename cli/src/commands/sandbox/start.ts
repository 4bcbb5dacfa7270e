import type { Invocation } from '../../command/command';
import { untilEnded } from '../../serving/until-ended';
import { exitCodes, type ExitCode } from '../../command/exit-code';
import { Failure } from '../../command/failure';
import { writeDemoProfile } from '../../embedded/demo-profile';
import { startEmbedded } from '../../embedded/process';
import { readPort } from '../../serving/listening';

interface Options {
  port?: string;
  seed?: string;
  also?: string;
}

export async function run({ account, options, global, output, signal }: Invocation<Options>): Promise<ExitCode> {
  const port = String(readPort(options.port ?? '4010'));
  if (global.dryRun) {
    output.say('An embedded Unloc would be started, and the profile "demo" written for it.');
    return exitCodes.done;
  }
  const embedded = await startEmbedded({ port, seed: options.seed, also: options.also });
  try {
    const { url, clientId, clientSecret } = embedded;
    const { name: profile, project, sentences } = await writeDemoProfile(embedded, account.env);
    if (output.machine) {
      await output.write(`${JSON.stringify({ url, clientId, clientSecret, profile, project })}\n`);
    } else {
      await output.write(`The embedded Unloc listens on ${url}\n`);
      output.say(`Client id ${clientId}, client secret ${clientSecret}. Ctrl-C ends it.`);
      for (const sentence of sentences) output.say(sentence);
    }
    return await untilEnded(
      signal,
      embedded.ended.then(() => new Failure('The embedded Unloc has ended.')),
    );
  } finally {
    await embedded.stop();
  }
}
