// npm test: sets up, then runs every step of scripts/test/steps.mjs, and says at the end what came of each.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotContinue, asProgram, run, withoutColours } from './setup/command.mjs';
import { prepare } from './setup/prepare.mjs';
import { root } from './setup/project.mjs';
import { chosen } from './test/choice.mjs';
import { allPassed, summary } from './test/outcome.mjs';
import { steps } from './test/steps.mjs';

await asProgram(async () => {
  const choice = chosen(steps, process.argv.slice(2));
  if (choice.list) {
    console.log(choice.steps.map(({ name }) => name).join('\n'));
    return 0;
  }
  const prepared = await prepare({
    checks: true,
    wasmPack: true,
    browser: true,
    redis: true,
    postgres: true,
    shells: true,
  });
  const env = { ...prepared, WASM_BINDGEN_TEST_WEBDRIVER_JSON: webdriverFile(prepared.CHROME_PATH) };

  const outcomes = [];
  for (const step of choice.steps) {
    const started = Date.now();
    console.log(`\n=== ${step.name}`);
    const { result, reason } = await outcome(step, outcomes, env);
    if (reason) console.log(`✗ ${step.name}: ${reason}`);
    outcomes.push({ name: step.name, result, reason, milliseconds: Date.now() - started });
  }
  console.log(`\n${summary(outcomes)}`);
  return allPassed(outcomes) ? 0 : 1;
});

async function outcome(step, earlier, env) {
  const missed = earlier.find(({ name, result }) => name === step.after && result !== 'passed');
  if (missed) return { result: 'skipped', reason: `it needs ${step.after}, which did not pass` };
  try {
    const [command, ...parameters] = typeof step.command === 'function' ? step.command() : step.command;
    const output = await run(command, parameters, { title: step.name, cwd: root, env, limitMinutes: step.minutes });
    if (step.prints && !step.prints.test(withoutColours(output))) {
      return { result: 'failed', reason: 'its runner ended well, but not one test ran' };
    }
    return { result: 'passed' };
  } catch (error) {
    if (error instanceof CannotContinue) return { result: 'failed', reason: error.message };
    throw error;
  }
}

/** Tells wasm-bindgen's test runner which browser to start, which need not be the one that the driver would choose. */
function webdriverFile(browser) {
  const folder = join(root, 'target');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'webdriver.json');
  writeFileSync(
    file,
    JSON.stringify({ 'goog:chromeOptions': { binary: browser, args: ['--disable-background-networking'] } }),
  );
  return file;
}
