import { readFile } from 'node:fs/promises';
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
  const text = new TextDecoder().decode(await readInput(file, what));
  try {
    // Some editors write a byte order mark, which is not JSON.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw usage(`The ${what} ${file} is no JSON, or was cut off.`);
  }
}
