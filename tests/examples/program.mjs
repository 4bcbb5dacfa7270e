// Programs of an example, as processes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after } from 'node:test';
import { until } from '../support/wait.mjs';

// A test that fails leaves its programs behind, and their pipes would keep the test file alive.
const running = new Set();
after(() => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts `node` with these words in a folder. `env` is added to a clean environment: no account of whoever runs the tests.
 * `ended` resolves to `{ code, signal, out, err }`; `said` has what was printed so far.
 */
export function startProgram(folder, words, env = {}) {
  return start(process.execPath, folder, words, env);
}

/** `npm start`, to its end: `{ code, signal, out, err }`. */
export const npmStart = (folder, env = {}) => start('npm', folder, ['start', '--silent'], env).ended;

function start(command, folder, words, env) {
  const { PATH, HOME, TMPDIR = '/tmp' } = process.env;
  const child = spawn(command, words, { cwd: folder, env: { PATH, HOME, TMPDIR, ...env } });
  running.add(child);
  child.once('close', () => running.delete(child));
  const said = { out: '', err: '' };
  for (const [name, stream] of Object.entries({ out: child.stdout, err: child.stderr }))
    stream.setEncoding('utf8').on('data', (text) => {
      said[name] += text;
    });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...said }));
  const kill = (signal = 'SIGKILL') => {
    child.kill(signal);
    return ended;
  };
  return { child, said, ended, kill };
}

/** Starts a server of an example; resolves once it has printed its address, to the program and `url`. */
export async function startServer(folder, words, env) {
  const program = startProgram(folder, words, env);
  const name = words.join(' ');
  let url;
  const listens = async () => {
    const { exitCode, signalCode } = program.child;
    if (exitCode !== null || signalCode !== null) {
      // It has exited before all that it printed is read.
      const { out, err } = await program.ended;
      throw new Error(`${name} ended before it listened: ${out}${err}`);
    }
    [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(program.said.out) ?? [];
    return url !== undefined;
  };
  try {
    await until(listens, `${name} says where it listens`);
  } catch (error) {
    await program.kill();
    throw error;
  }
  return { ...program, url };
}
