// Workers that are killed at random, and started again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Starts `count` workers, each of which is killed when it has worked for a random time: `killMs * count` on average, so that
 * one is killed each `killMs` as long as all of them work. A slow machine, where a start takes long, sees fewer kills.
 */
export function startWorkers({ example, env }, { count = 3, killMs = 700, random }) {
  const workers = Array.from({ length: count });
  const timers = new Set();
  const said = [];
  let spared = false;
  let stopped = false;
  let kills = 0;
  let unwanted = 0;
  const condemn = (child) => {
    if (spared) return;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        kills += 1;
        child.kill('SIGKILL');
      },
      random() * 2 * killMs * count,
    );
    timers.add(timer);
  };
  const start = (place) => {
    const child = spawn(process.execPath, [join(example, 'worker.mjs')], {
      cwd: example,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.once('data', () => condemn(child));
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said.push(text);
      if (said.length > 200) said.shift();
    });
    child.on('close', (_, signal) => {
      if (stopped) return;
      if (signal !== 'SIGKILL') unwanted += 1;
      start(place);
    });
    workers[place] = child;
  };
  for (let place = 0; place < count; place += 1) start(place);
  const spare = () => {
    spared = true;
    for (const timer of timers) clearTimeout(timer);
  };
  return {
    kills: () => kills,
    /** How often a worker ended by itself: that is a fault. */
    unwanted: () => unwanted,
    said: () => said.join(''),
    /** No more kills. */
    spare,
    async stop() {
      spare();
      stopped = true;
      await Promise.all(
        workers.map(async (child) => {
          if (child.exitCode !== null || child.signalCode !== null) return;
          child.kill('SIGTERM');
          await once(child, 'close');
        }),
      );
    },
  };
}
