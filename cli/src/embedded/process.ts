import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Failure, usage } from '../command/failure';

/** An embedded Unloc that was started here. */
export interface Embedded {
  /** Its address. */
  url: string;
  clientId: string;
  clientSecret: string;
  /** Resolves when it has ended, whoever ended it. */
  ended: Promise<void>;
  /** Ends it. Resolves when it has ended. */
  stop(): Promise<void>;
}

/** What an embedded Unloc is started with. */
export interface EmbeddedOptions {
  /** A number as the person wrote it; `0` picks a free one. */
  port: string;
  seed?: string | undefined;
  also?: string | undefined;
}

/** The command `unloc-sandbox` of the client. */
function commandFile(): string {
  const manifest = createRequire(import.meta.url).resolve('unloc-integrator-client/package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: { 'unloc-sandbox': string } };
  return join(dirname(manifest), bin['unloc-sandbox']);
}

/** The end of this process, however it comes, closes the channel between the two, and the other one ends too. */
const endsWithParent = `data:text/javascript,${encodeURIComponent('process.once("disconnect", () => process.exit(0)); process.channel.unref()')}`;

/**
 * Starts an embedded Unloc over HTTP, in a process of its own.
 *
 * @throws Failure with its sentence if it cannot be started: a port that is taken, a seed that cannot be read.
 */
export async function startEmbedded({ port, seed, also }: EmbeddedOptions): Promise<Embedded> {
  const words = ['--json', '--port', port];
  if (seed !== undefined) words.push('--seed', seed);
  if (also !== undefined) words.push('--also', also);
  const child = spawn(process.execPath, ['--import', endsWithParent, commandFile(), ...words], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Failure('The embedded Unloc cannot be started.');
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let said = '';
  let started = false;
  stderr.setEncoding('utf8').on('data', (text: string) => {
    if (started) process.stderr.write(text);
    else said += text;
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: stdout }).once('line', resolve);
    child.once('error', (error) => reject(new Failure(`The embedded Unloc cannot be started: ${error.message}.`)));
    child.once('close', () => {
      const sentence = said.trim() || 'The embedded Unloc ended at once.';
      reject(/^--|is not JSON|has no state|is broken/.test(sentence) ? usage(sentence) : new Failure(sentence));
    });
  });
  started = true;
  if (said !== '') process.stderr.write(said);
  const { url, clientId, clientSecret } = JSON.parse(line) as Embedded;
  const stop = async (): Promise<void> => {
    if (child.exitCode === null) child.kill();
    await ended;
  };
  return { url, clientId, clientSecret, ended, stop };
}
