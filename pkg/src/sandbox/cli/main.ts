#!/usr/bin/env node
import { randomBytes } from 'crypto';
import { readFileSync } from 'fs';
import type { AddressInfo } from 'net';
import { join } from 'path';
import { createSandbox, type SandboxOptions } from '../index';
import { UsageError, help, readArguments, type Arguments } from './arguments';
import { hostnameOf, isLoopback } from './loopback';
import { readSeed } from './seed';
import { serve } from './server';
import { postingFetch } from './webhooks';

function version(): string {
  const manifest = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

/** Tells a hint once, and not more than some: whoever sends requests decides how many there would be. */
function teller(): (hint: string) => void {
  const told = new Set<string>();
  return (hint) => {
    if (told.size >= 20 || told.has(hint)) return;
    told.add(hint);
    process.stderr.write(`${hint}\n`);
  };
}

function whyNotListening(error: NodeJS.ErrnoException, { host, port }: Arguments): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is taken; choose another with --port, or --port 0 for a free one.`;
    case 'EACCES':
      return `You may not use port ${port}; choose one above 1023 with --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is not an address of this machine; --host 127.0.0.1 always is.`;
    default:
      return `Cannot listen on ${host}, port ${port}: ${error.message}.`;
  }
}

async function start(given: Arguments): Promise<void> {
  const seed = readSeed(given.seed);
  const tell = teller();
  const options: SandboxOptions = { seed, fetch: postingFetch(given.webhooksAnywhere, tell) };
  if (given.also.length > 0) options.also = given.also;
  const sandbox = await createSandbox(options).catch((error: Error) => {
    throw new UsageError(typeof seed === 'string' ? error.message : `${given.seed}: ${error.message}`);
  });
  const key = randomBytes(16).toString('hex');
  const server = serve(sandbox, { host: given.host, names: given.names, origins: given.origins, key }, tell);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new UsageError(whyNotListening(error, given))));
    server.listen(given.port, given.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${given.host.includes(':') ? `[${given.host}]` : given.host}:${port}`;
  const { clientId, clientSecret, clients } = sandbox;
  const others = given.also.length > 0;
  const stop = (): void => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    // A pending call takes milliseconds. Connections that are open longer are closed.
    setTimeout(() => server.closeAllConnections(), 500).unref();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  // The reader of the output may close it first.
  process.stdout.on('error', () => {});
  if (!isLoopback(String(hostnameOf(given.host)))) {
    process.stderr.write(
      `Everybody who reaches ${given.host} can use this sandbox and read all of it; --host 127.0.0.1 keeps it to this machine.\n`,
    );
  }
  process.stdout.write(
    given.json
      ? `${JSON.stringify({ url, clientId, clientSecret, key, ...(others ? { clients } : {}) })}\n`
      : `The embedded Unloc listens on ${url} (seed: ${given.seed}).\n`
          + `Client id ${clientId}, client secret ${clientSecret}; tokens from POST ${url}/auth/v1/token. Ctrl-C stops it.\n`
          + `Web pages of foreign origins are refused: --cors ORIGIN lets one in, or the header x-sandbox-key: ${key}.\n`
          + given.also
            .map((name) => {
              const { clientId: id, clientSecret: secret } = clients[name];
              const path = name === 'unidy' ? '/oauth/token' : '/oauth/access-token';
              return `As ${name}: client id ${id}, client secret ${secret}; people sign in at ${url}/oauth/authorize, tokens from POST ${url}${path}.\n`;
            })
            .join(''),
  );
}

async function main(): Promise<void> {
  const given = readArguments(process.argv.slice(2));
  if (given.help) process.stdout.write(help);
  else if (given.version) process.stdout.write(`${version()}\n`);
  else await start(given);
}

main().catch((error: unknown) => {
  const sentence = error instanceof UsageError ? error.message : `The sandbox failed: ${String(error)}`;
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
});
