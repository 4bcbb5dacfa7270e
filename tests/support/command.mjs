// The command unloc-sandbox of the built package, started for a test.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './root.mjs';

const { bin } = JSON.parse(readFileSync(join(root, 'pkg', 'package.json'), 'utf8'));

/**
 * Starts the command on a free port. Resolves to what its first line says (`said`, and each member of it), the process
 * (`child`), `stop()`, and `complaints()`, what it has written to its error output.
 */
export async function startCommand(...words) {
  const child = spawn(process.execPath, [join(root, 'pkg', bin['unloc-sandbox']), '--port', '0', '--json', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (text) => {
    complaints += text;
  });
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'close').then(([code]) => {
      throw new Error(`ended with ${code}: ${complaints}`);
    }),
  ]);
  const said = JSON.parse(line);
  return { ...said, said, child, complaints: () => complaints, stop: () => child.kill('SIGKILL') };
}

/** Sends a request with exactly these headers, which a browser or an attacker would choose. */
export function raw(url, { method = 'GET', path = '/', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
