// `unloc demo` of the built command line, at the end of npm start.
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { CannotContinue } from '../setup/command.mjs';
import { root } from '../setup/project.mjs';
import { unlocCommand } from './examples.mjs';

const usage = 'npm start [-- --once] [-- --no-open] [-- --port NUMBER]';
const command = join(root, 'cli', 'dist', 'unloc.mjs');
/** The exit code of a command that Ctrl-C has ended. */
const interrupted = 130;

/** Reads the words after `npm start --`: `once`, `open` a browser, and the words for `unloc demo`. */
export function demoWords(parameters) {
  const words = [];
  let [once, open] = [false, true];
  const rest = [...parameters];
  while (rest.length > 0) {
    const parameter = rest.shift();
    if (parameter === '--once') once = true;
    else if (parameter === '--no-open') open = false;
    else if (parameter === '--port' && /^\d{1,5}$/.test(rest[0] ?? '')) words.push(parameter, rest.shift());
    else throw new CannotContinue(`\`${parameter}\` is not understood here: ${usage}.`);
  }
  return { once, open, words };
}

/** What can be done now, from the line that `unloc demo --json` begins with. */
export function whatNext(line) {
  const { page, url, clientId, clientSecret, profile } = JSON.parse(line);
  const option = profile === null ? '' : ` --profile ${profile}`;
  return [
    `  Page   ${page}`,
    `  API    ${url}  (${clientId} / ${clientSecret})`,
    `  Next   open the page · ${unlocCommand} doors list${option}, in another terminal`,
    '         README.md, “Your first key” · npm test',
    '',
    '  Ctrl-C ends the page and the embedded Unloc.',
  ].join('\n');
}

/** Runs `unloc demo` until it ends. Resolves to an exit code: 0 after Ctrl-C, which is its regular end. */
export async function runDemo(words, open) {
  const demo = spawn(process.execPath, [command, 'demo', '--json', ...words], {
    cwd: root,
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.removeAllListeners(signal).on(signal, () => {
      // A terminal sends Ctrl-C to both, and what ends this program otherwise to this one only.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) demo.kill(signal);
    });
  process.once('exit', () => demo.kill());
  try {
    const code = await new Promise((resolve, reject) => {
      demo.once('error', reject);
      demo.once('close', resolve);
      createInterface({ input: demo.stdout }).once('line', (line) => begin(line, open).catch(reject));
    });
    return code === interrupted ? 0 : (code ?? 1);
  } finally {
    demo.kill();
  }
}

async function begin(line, open) {
  console.log(whatNext(line));
  if (open && !(await openInBrowser(JSON.parse(line).page)))
    console.log('  No browser could be opened. Open the address yourself.');
}

/** As the command line does it, which leaves that to people when it writes JSON. */
async function openInBrowser(address) {
  const { importFromCli } = await import('../build/cli-tree.mjs'); // npm ci has brought what it imports
  const { openBrowser } = await importFromCli('serving/browser');
  return openBrowser(address, process.env);
}
