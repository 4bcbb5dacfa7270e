// Programs of an example, as processes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from '../support/wait.mjs';

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
  let url;
  await until(
    () => {
      const { exitCode, signalCode } = program.child;
      if (exitCode !== null || signalCode !== null)
        throw new Error(`${words.join(' ')} ended before it listened: ${program.said.out}${program.said.err}`);
      [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(program.said.out) ?? [];
      return url !== undefined;
    },
    `${words.join(' ')} says where it listens`,
  );
  return { ...program, url };
}
