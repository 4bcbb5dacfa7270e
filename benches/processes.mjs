// Child processes that say one thing to their parent.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const place = (file) => fileURLToPath(new URL(file, import.meta.url));

/** Starts a program of this folder and resolves to its process and the first thing that it says. */
export function begin(file, parameters = [], execArgv = []) {
  const child = fork(place(file), parameters, { execArgv, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('message', (said) => resolve({ child, said }));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`benches/${file} ended with ${code} and said nothing.`)));
  });
}

/** Runs a program of this folder to its end and resolves to what it said. */
export async function saidBy(file, parameters, execArgv) {
  const { child, said } = await begin(file, parameters, execArgv);
  if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once('exit', resolve));
  return said;
}
