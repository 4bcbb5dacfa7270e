// npm start: sets up, builds, runs the README's example against the embedded Unloc, serves the page.
// npm start -- --once: the same, without serving.
import { join } from 'node:path';
import { CannotContinue, asProgram, run, spokenTime } from './setup/command.mjs';
import { prepare } from './setup/prepare.mjs';
import { root } from './setup/project.mjs';
import { startEmbeddedUnloc } from './start/embedded-unloc.mjs';
import { createPageServer, listen } from './start/page-server.mjs';
import { layOutExample } from './start/readme-example.mjs';

const usage = 'npm start [-- --once] [-- --port NUMBER]';
const defaultPort = 8080;

await asProgram(async () => {
  const options = parsed(process.argv.slice(2));
  const env = await prepare();

  console.log('Building');
  const started = Date.now();
  await run(process.execPath, [join(root, 'scripts', 'build.mjs')], { title: 'the build', cwd: root, env });
  console.log(`  built after ${spokenTime(Date.now() - started)}\n`);

  const unloc = await startEmbeddedUnloc(env);
  console.log(`The embedded Unloc listens at ${unloc.url}\n\nThe example of README.md, against it:\n`);
  await runExample('node', unloc, env);
  console.log('\nThe one for API v2:\n');
  await runExample('v2', unloc, env);
  if (options.once) {
    unloc.stop();
    return 0;
  }
  await servePage(options.port, unloc);
  return 0;
});

async function runExample(name, unloc, env) {
  const printed = await run(process.execPath, [layOutExample(name)], {
    title: 'the README example',
    limitMinutes: 1,
    env: { ...env, UNLOC_URL: unloc.url, UNLOC_CLIENT_ID: unloc.clientId, UNLOC_CLIENT_SECRET: unloc.clientSecret },
  });
  if (printed.trim() === '')
    throw new CannotContinue(
      'The README example ended well but printed nothing: it should print what the embedded Unloc answered.',
    );
}

async function servePage(port, unloc) {
  const page = join(root, 'www', 'dist');
  const server = createPageServer({ '/': page });
  const address = await listen(server, port);
  if (!address) throw new CannotContinue(`No port from ${port} on is free: name another, ${usage}.`);
  console.log(`\nThe page is served at   ${address}`);
  console.log(`The embedded Unloc at   ${unloc.url} (client id ${unloc.clientId}, secret ${unloc.clientSecret})`);
  console.log('\nCtrl-C ends both.');
  process.removeAllListeners('SIGINT'); // from here on Ctrl-C is the regular end, not a failure
  const ended = new Promise((resolve) => {
    process.once('SIGINT', resolve);
  });
  await Promise.race([ended, unloc.failed]);
  server.close();
  server.closeAllConnections();
  unloc.stop();
}

function parsed(parameters) {
  const options = { once: false, port: defaultPort };
  const rest = [...parameters];
  while (rest.length > 0) {
    const parameter = rest.shift();
    if (parameter === '--once') options.once = true;
    else if (parameter === '--port' && /^\d{1,5}$/.test(rest[0] ?? '')) options.port = Number(rest.shift());
    else throw new CannotContinue(`\`${parameter}\` is not understood here: ${usage}.`);
  }
  return options;
}
