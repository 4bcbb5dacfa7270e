import { usage } from '../../command/failure';
import { conceal } from '../../output/concealed';
import type { Terminal } from '../../terminal/terminal';

/** A secret is a line. */
const longest = 64 * 1024;

/** The secret: typed by the person, who does not see it, or the first line of stdin. */
export async function readSecret(terminal: Terminal, fromStdin: boolean, signal: AbortSignal): Promise<string> {
  const secret =
    fromStdin && process.stdin.isTTY !== true
      ? firstLine(await readStdin(signal))
      : await terminal.secret(
          'Client secret (it is not shown):',
          'The secret is missing, and nobody can be asked here. Pipe it in: `unloc login --secret-stdin < secret.txt`.',
        );
  conceal(secret);
  return secret;
}

async function readStdin(signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Who writes may never write anything.
  signal.addEventListener('abort', () => process.stdin.destroy(), { once: true });
  for await (const chunk of process.stdin.iterator({ destroyOnReturn: true }) as AsyncIterable<Buffer>) {
    signal.throwIfAborted();
    chunks.push(chunk);
    length += chunk.length;
    // The first line is enough; who writes may never end.
    if (chunk.includes(0x0a) || length > longest) break;
  }
  return Buffer.concat(chunks);
}

/** Windows writes CRLF, byte order marks, and from some shells UTF-16. */
function firstLine(bytes: Buffer): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const [line = ''] = bytes
    .toString(wide ? 'utf16le' : 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  const secret = line.trim();
  if (secret === '') throw usage('stdin has no secret: its first line is empty.');
  if (secret.length > longest) throw usage('The first line of stdin is too long for a secret.');
  return secret;
}
