import type { Invocation } from '../../command/command';
import { exitCodes, type ExitCode } from '../../command/exit-code';
import { Failure } from '../../command/failure';
import { joined } from '../../output/words';
import { apiProxy } from '../../serving/api-proxy';
import { openBrowser } from '../../serving/browser';
import { closeServer, listenHere, readPort } from '../../serving/listening';
import { pageFolder } from '../../serving/page-folder';
import { createPageServer } from '../../serving/page-server';
import { projectTokens, StandIns } from '../../serving/project-tokens';
import { Session } from '../../serving/session';
import { untilEnded } from '../../serving/until-ended';

interface Options {
  port?: string;
  readOnly?: boolean;
  open: boolean;
}

export async function run({ account, options, global, output, signal }: Invocation<Options>): Promise<ExitCode> {
  const port = readPort(options.port ?? '0');
  const readOnly = options.readOnly === true;
  const folder = pageFolder();
  const { api, profileName } = await account.credentials();
  const { tokens } = await account.connect();
  // Wrong credentials are found here, not in the page.
  const projects = await account.projects();
  if (projects.length === 0) throw new Failure('These credentials have access to no project.', exitCodes.credentials);
  if (global.dryRun) {
    output.say('The page would be served on this machine, and opened.');
    return exitCodes.done;
  }
  const { createTokenHandler } = await import('unloc-integrator-client/auth');
  const session = new Session();
  const standIns = new StandIns();
  const say = (sentence: string): void => output.say(sentence);
  const server = createPageServer({
    folder,
    session,
    query: (base) => new URLSearchParams({ api: `${base}api`, tokens: `${base}tokens` }).toString(),
    tokens: projectTokens(tokens, createTokenHandler, standIns),
    api: apiProxy({ api, tokens, standIns, readOnly }),
    say,
  });
  const address = session.address(`http://127.0.0.1:${await listenHere(server, port)}`);
  try {
    if (output.machine) {
      const named = projects.map(({ id, name }) => ({ id, name }));
      await output.write(
        `${JSON.stringify({ page: address, api, profile: profileName ?? null, readOnly, projects: named })}\n`,
      );
    } else {
      await output.write(`${address}\n`);
      const what = joined(
        projects.map(({ name }) => name),
        5,
      );
      say(
        `The page is at this address, once, in one browser: ${what}${readOnly ? ', read only' : ''}. Ctrl-C ends it.`,
      );
    }
    if (options.open && !output.machine && !(await openBrowser(address, account.env)))
      say('No browser could be opened. Open the address yourself.');
    return await untilEnded(signal);
  } finally {
    await closeServer(server);
  }
}
