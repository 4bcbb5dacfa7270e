// Runs the command `unloc` as people and programs do: in a pipe, and in a pseudo-terminal.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { spawn as spawnInTerminal } from '@lydell/node-pty';
import { root } from './root.mjs';

/** The built command. */
export const command = join(root, 'cli', 'dist', 'unloc.mjs');

/** Starts an embedded Unloc over HTTP. Resolves to its address, its client and `stop`. */
export async function startUnloc(...options) {
  const file = join(root, 'pkg', 'dist', 'sandbox', 'unloc-sandbox.js');
  const server = spawn(process.execPath, [file, '--json', '--port', '0', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).once('line', resolve);
    server.once('close', (code) => reject(new Error(`the embedded Unloc ended with ${code}`)));
  });
  const { url, clientId, clientSecret } = JSON.parse(line);
  const stop = () =>
    new Promise((resolve) => {
      server.once('close', resolve);
      server.kill();
    });
  return { url, clientId, clientSecret, stop };
}

/** A user: an environment with a home of their own, and, given an embedded Unloc, its credentials. */
export function user(unloc, more = {}) {
  const home = mkdtempSync(join(tmpdir(), 'unloc-cli-'));
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    UNLOC_CONFIG_DIR: join(home, 'unloc'),
    TERM: 'xterm-256color',
    ...(unloc && { UNLOC_URL: unloc.url, UNLOC_CLIENT_ID: unloc.clientId, UNLOC_CLIENT_SECRET: unloc.clientSecret }),
    ...more,
  };
  return { home, env };
}

/**
 * Runs the command with pipes. Resolves to `{ code, stdout, stderr }`.
 *
 * @param file another copy of the command, such as one with a keychain of its own.
 */
export function inPipe(words, { env, input = '', signalAfter, cwd, file = command } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...words], { env, cwd });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    if (signalAfter) signalAfter(child, () => stdout + stderr);
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? signal, stdout, stderr }));
  });
}

/** Starts a command that goes on by itself, with pipes. `line(pattern)` resolves to a line of stdout or stderr. */
export function start(words, { env, cwd } = {}) {
  const child = spawn(process.execPath, [command, ...words], { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  // A test that fails does not come to its end; what it started would go on, and keep the file of tests from ending.
  after(() => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  });
  const seen = { stdout: [], stderr: [] };
  const waiting = new Set();
  const tell = () => {
    for (const look of waiting) look();
  };
  for (const name of ['stdout', 'stderr']) {
    createInterface({ input: child[name] }).on('line', (text) => {
      seen[name].push(text);
      tell();
    });
  }
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)));
  const line = (pattern, stream = 'stdout') =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = seen[stream].find((text) => pattern.test(text));
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      ended.then((code) => reject(new Error(`${words.join(' ')} ended with ${code}:\n${seen.stderr.join('\n')}`)));
      look();
    });
  const stop = async (signal = 'SIGINT') => {
    child.kill(signal);
    return { code: await ended, stdout: seen.stdout, stderr: seen.stderr };
  };
  return { child, line, ended, stop, stdout: seen.stdout, stderr: seen.stderr };
}

/**
 * The shell says with which code the command ended, and stays: what a pseudo-terminal still holds when its last process
 * ends may be lost. Ctrl-C is the command's.
 */
const stay = `trap : INT; "$@"; printf '\\033]7777;%s\\007' "$?"; read -r line`;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequence above.
const ended = /\u001b\]7777;(\d+)\u0007$/;

/**
 * Runs the command in a pseudo-terminal, where stdout and stderr are one screen. `answers` are pairs of a question, as a
 * text or a pattern, and what is typed when it appears, or a function that gets what types. Resolves to `{ code, screen }`.
 */
export function inTerminal(
  words,
  { env, columns = 100, rows = 40, answers = [], cwd, minutes = 1, file = command } = {},
) {
  return new Promise((resolve, reject) => {
    const line = ['-c', stay, 'sh', process.execPath, file, ...words];
    const terminal = spawnInTerminal('/bin/sh', line, { cols: columns, rows, env, cwd });
    const open = [...answers];
    let screen = '';
    let seen = 0;
    const limit = setTimeout(() => {
      terminal.kill('SIGKILL');
      reject(new Error(`${words.join(' ')} did not end; the screen:\n${screen}`));
    }, minutes * 60_000);
    const end = (code) => {
      clearTimeout(limit);
      if (open.length > 0) reject(new Error(`never asked: ${open[0][0]}; the screen:\n${screen}`));
      else resolve({ code, screen });
    };
    const answerNext = () => {
      const [next] = open;
      if (next === undefined) return;
      const [question, answer] = next;
      const rest = screen.slice(seen);
      const at = typeof question === 'string' ? rest.indexOf(question) : rest.search(question);
      if (at < 0) return;
      seen = screen.length;
      open.shift();
      if (typeof answer === 'function') answer((typed) => terminal.write(typed));
      else terminal.write(answer);
    };
    terminal.onData((text) => {
      screen += text;
      const last = ended.exec(screen);
      if (last) screen = screen.slice(0, last.index);
      answerNext();
      if (last === null) return;
      terminal.kill('SIGKILL');
      end(Number(last[1]));
    });
    terminal.onExit(({ exitCode }) => end(exitCode));
  });
}

/** A screen without its control sequences. */
export function plain(screen) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the control sequences.
  return screen.replace(/\u001b\[[\d;?]*[A-Za-z]|\u001b\][^\u0007]*\u0007/g, '').replaceAll('\r\n', '\n');
}
