import type { Invocation } from '../../command/command';
import { exitCodes, type ExitCode } from '../../command/exit-code';
import { Failure } from '../../command/failure';
import { writeDemoProfile } from '../../embedded/demo-profile';
import { startEmbedded } from '../../embedded/process';
import { openBrowser } from '../../serving/browser';
import { closeServer, listenHere, readPort } from '../../serving/listening';
import { pageFolder } from '../../serving/page-folder';
import { createPageServer } from '../../serving/page-server';
import { passThrough } from '../../serving/pass-through';
import { projectTokens } from '../../serving/project-tokens';
import { untilEnded } from '../../serving/until-ended';

interface Options {
  port?: string;
  open: boolean;
  seed?: string;
}

/** The same port each time, so that the browser knows the page again. */
const usualPort = 4020;

export async function run({ account, options, global, output, signal }: Invocation<Options>): Promise<ExitCode> {
  const wanted = options.port === undefined ? undefined : readPort(options.port);
  const folder = pageFolder();
  if (global.dryRun) {
    output.say('An embedded Unloc would be started, its page opened, and the profile "demo" written for it.');
    return exitCodes.done;
  }
  const embedded = await startEmbedded({ port: '0', seed: options.seed });
  const { url: api, clientId, clientSecret, ended, stop } = embedded;
  const say = (sentence: string): void => output.say(sentence);
  try {
    const { tokens } = await account.connectAs({ api, clientId, clientSecret });
    const { createTokenHandler } = await import('unloc-integrator-client/auth');
    const query = (base: string): string =>
      new URLSearchParams({ api: `${base}api`, tokens: `${base}tokens` }).toString();
    const server = createPageServer({
      folder,
      query,
      tokens: projectTokens(tokens, createTokenHandler, undefined),
      api: passThrough(api),
      say,
    });
    const port =
      wanted === undefined
        ? await listenHere(server, usualPort).catch(() => listenHere(server, 0))
        : await listenHere(server, wanted);
    const origin = `http://127.0.0.1:${port}/`;
    const address = `${origin}?${query(origin)}`;
    const { name: profile, project, sentences } = await writeDemoProfile(embedded, account.env);
    if (output.machine) {
      await output.write(`${JSON.stringify({ page: address, url: api, clientId, clientSecret, profile, project })}\n`);
    } else {
      await output.write(`${address}\n`);
      say(`The page is at this address, the embedded Unloc at ${api}. Ctrl-C ends both.`);
      for (const sentence of sentences) say(sentence);
    }
    try {
      if (options.open && !output.machine && !(await openBrowser(address, account.env)))
        say('No browser could be opened. Open the address yourself.');
      return await untilEnded(
        signal,
        ended.then(() => new Failure('The embedded Unloc has ended.')),
      );
    } finally {
      await closeServer(server);
    }
  } finally {
    await stop();
  }
}
