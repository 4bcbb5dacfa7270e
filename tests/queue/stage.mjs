// The stage of a run: PostgreSQL, the embedded Unloc by its command, and the example with its packages.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startPostgres } from '../support/postgres.mjs';
import { root } from '../support/root.mjs';

const command = join(root, 'pkg', 'dist', 'sandbox', 'unloc-sandbox.js');

/** Puts everything up. `env` are the variables of the example's programs; `close` takes all of it down. */
export async function setStage(seed, settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'queue-'));
  const closing = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const example = join(folder, 'apply-with-queue');
    copyExample(example);
    const postgres = await startPostgres();
    closing.push(postgres.stop);
    const seedFile = join(folder, 'seed.json');
    writeFileSync(seedFile, JSON.stringify(seed));
    const unloc = await startUnloc(seedFile);
    closing.push(unloc.stop);
    const account = { UNLOC_URL: unloc.url, UNLOC_CLIENT_ID: unloc.clientId, UNLOC_CLIENT_SECRET: unloc.clientSecret };
    const env = { ...process.env, ...postgres.env, ...account, ...settings };
    return { folder, example, env, unloc, postgres, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function copyExample(example) {
  cpSync(join(root, 'examples', 'apply-with-queue'), example, {
    recursive: true,
    filter: (path) => !path.endsWith('node_modules'),
  });
  const modules = join(example, 'node_modules');
  mkdirSync(modules);
  symlinkSync(join(root, 'pkg'), join(modules, 'unloc-integrator-client'), 'junction');
  for (const name of ['pg', 'pg-boss']) symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction');
}

async function startUnloc(seedFile) {
  const child = spawn(process.execPath, [command, '--json', '--port', '0', '--seed', seedFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`unloc-sandbox ended with ${code}`);
    }),
  ]);
  const announced = JSON.parse(line);
  const control = async (path, body) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(`${announced.url}/_sandbox/${path}`, init);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const stop = async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  };
  return { ...announced, control, stop };
}

/** Runs a program of the example to its end and resolves to what it printed; rejects if it fails. */
export async function runProgram({ example, env }, file, words = []) {
  const child = spawn(process.execPath, [join(example, file), ...words], {
    cwd: example,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${file} ended with ${code}: ${printed.slice(-4_000)}`);
  return printed;
}
