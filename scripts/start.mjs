// npm start: sets up, builds, runs the README's example against the embedded Unloc, and ends as `unloc demo`: the page in the
// browser, on an embedded Unloc that other commands can use too.
// npm start -- --once: the same, and ends after the example.
import { join } from 'node:path';
import { CannotContinue, asProgram, run, spokenTime } from './setup/command.mjs';
import { prepare } from './setup/prepare.mjs';
import { root } from './setup/project.mjs';
import { demoWords, runDemo } from './start/demo.mjs';
import { startEmbeddedUnloc } from './start/embedded-unloc.mjs';
import { layOutExample } from './start/readme-example.mjs';

await asProgram(async () => {
  const { once, words } = demoWords(process.argv.slice(2));
  const env = await prepare();

  console.log('Building');
  const started = Date.now();
  await run(process.execPath, [join(root, 'scripts', 'build.mjs')], { title: 'the build', cwd: root, env });
  console.log(`  built after ${spokenTime(Date.now() - started)}\n`);

  const unloc = await startEmbeddedUnloc(env);
  console.log('The example of README.md, against an embedded Unloc:\n');
  await runExample('node', unloc, env);
  console.log('\nThe one for API v2:\n');
  await runExample('v2', unloc, env);
  unloc.stop();
  if (once) return 0;

  console.log('\nThe page "Doors and keys", by unloc demo. In this folder, `unloc` is: node cli/dist/unloc.mjs\n');
  return runDemo(words, env);
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
