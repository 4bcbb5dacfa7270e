// `unloc demo` of the built command line, at the end of npm start.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { CannotContinue } from '../setup/command.mjs';
import { root } from '../setup/project.mjs';

const usage = 'npm start [-- --once] [-- --no-open] [-- --port NUMBER]';
const command = join(root, 'cli', 'dist', 'unloc.mjs');
/** The exit code of a command that Ctrl-C has ended. */
const interrupted = 130;

/** Reads the words after `npm start --`: `once`, and the words for `unloc demo`. */
export function demoWords(parameters) {
  const words = [];
  let once = false;
  const rest = [...parameters];
  while (rest.length > 0) {
    const parameter = rest.shift();
    if (parameter === '--once') once = true;
    else if (parameter === '--no-open') words.push(parameter);
    else if (parameter === '--port' && /^\d{1,5}$/.test(rest[0] ?? '')) words.push(parameter, rest.shift());
    else throw new CannotContinue(`\`${parameter}\` is not understood here: ${usage}.`);
  }
  return { once, words };
}

/** Runs `unloc demo` in this terminal until it ends. Resolves to an exit code: 0 after Ctrl-C, which is its regular end. */
export async function runDemo(words, env) {
  const demo = spawn(process.execPath, [command, 'demo', ...words], { cwd: root, env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.removeAllListeners(signal).on(signal, () => {
      // A terminal sends Ctrl-C to both, and what ends this program otherwise to this one only.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) demo.kill(signal);
    });
  const code = await new Promise((resolve, reject) => {
    demo.once('error', reject);
    demo.once('close', resolve);
  });
  return code === interrupted ? 0 : (code ?? 1);
}
