import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { usage } from '../command/failure';

/** The bytes of a file that was named on the command line. */
export async function readInput(file: string, what: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw usage(
      code === 'ENOENT' ? `There is no ${what} ${file}.` : `The ${what} ${file} cannot be read (${code ?? error}).`,
    );
  }
}

/** The JSON of a file that was named on the command line. */
export async function readJsonInput(file: string, what: string): Promise<unknown> {
  return parsed(new TextDecoder().decode(await readInput(file, what)), `The ${what} ${file}`);
}

/** The same, where `-` is stdin. */
export async function readJsonOrStdin(file: string, what: string): Promise<unknown> {
  if (file !== '-') return readJsonInput(file, what);
  if (process.stdin.isTTY) throw usage(`- reads the ${what} from stdin: pipe the JSON in.`);
  return parsed(await text(process.stdin), 'stdin');
}

function parsed(json: string, where: string): unknown {
  try {
    // Some editors write a byte order mark, which is not JSON.
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    // The message quotes what it stumbled over, which may be secret: only the place is said.
    const [place = ''] = / at position \d+(?: \(line \d+ column \d+\))?/.exec((error as Error).message) ?? [];
    throw usage(`${where} is not JSON, or was cut off${place}.`);
  }
}
