// Starts the embedded Unloc as its users do: by the package's own command.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { CannotContinue, end, startServer } from '../setup/command.mjs';
import { root } from '../setup/project.mjs';

const secondsToStart = 30;

/** The file behind the command `unloc-sandbox` in a package's `package.json`, or `undefined`. */
export function commandFile(manifest, command = 'unloc-sandbox') {
  if (typeof manifest.bin === 'string') return manifest.name === command ? manifest.bin : undefined;
  return manifest.bin?.[command];
}

/** The first line of `unloc-sandbox --json`, read: its address and the client's id and secret. */
export function announcement(line) {
  try {
    const { url, clientId, clientSecret } = JSON.parse(line);
    if ([url, clientId, clientSecret].every((value) => typeof value === 'string' && value !== ''))
      return { url, clientId, clientSecret };
  } catch {
    // not JSON: said below, as for JSON with something missing
  }
  throw new CannotContinue(
    'The embedded Unloc started, but its first line of output is not JSON with url, clientId and clientSecret: build again (`npm run build`).',
  );
}

/**
 * Starts it on a free port. Resolves to its address, the client's id and secret, `stop()`, and `failed`, a promise
 * that rejects if it ends before it is told to.
 */
export async function startEmbeddedUnloc(env) {
  const file = commandFile(JSON.parse(readFileSync(join(root, 'pkg', 'package.json'), 'utf8')));
  if (!file)
    throw new CannotContinue(
      'pkg/package.json names no command unloc-sandbox: restore it (`git checkout pkg/package.json`) and start again.',
    );
  const server = startServer(process.execPath, [join(root, 'pkg', file), '--json', '--port', '0'], { env });
  let stopped = false;
  const stop = () => {
    stopped = true;
    end(server);
  };
  const failed = new Promise((_, reject) => {
    server.once('close', (code, signal) => {
      if (!stopped)
        reject(
          new CannotContinue(
            `The embedded Unloc ended by itself (${signal ?? `exit code ${code}`}): its own words, if any, are above.`,
          ),
        );
    });
  });
  failed.catch(() => {}); // whoever waits for it is told; nobody has to
  const firstLine = new Promise((resolve) => {
    createInterface({ input: server.stdout }).once('line', resolve);
  });
  const silence = new AbortController();
  const tooLate = sleep(secondsToStart * 1000, undefined, { signal: silence.signal }).then(() => {
    throw new CannotContinue(
      `The embedded Unloc said nothing for ${secondsToStart} s: build again (\`npm run build\`).`,
    );
  });
  tooLate.catch(() => {});
  try {
    return { ...announcement(await Promise.race([firstLine, failed, tooLate])), stop, failed };
  } catch (error) {
    stop();
    throw error;
  } finally {
    silence.abort();
  }
}
