import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure, usage } from '../command/failure';

/** Writes a file for the person who ran the command, readable by nobody else; whole or not at all. */
export function writePrivate(file: string, content: string): Promise<void> {
  return write(file, content, rename);
}

/** The same for a file that must not be there yet. */
export function writePrivateNew(file: string, content: string): Promise<void> {
  return write(file, content, link);
}

async function write(file: string, content: string, place: (from: string, to: string) => Promise<void>): Promise<void> {
  // Loaded where it is needed: it would be half of what most commands load.
  const { randomBytes } = await import('node:crypto');
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(beside, content, { mode: 0o600, flag: 'wx' });
    await place(beside, file);
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw usage(`${file} exists already, and is not overwritten. Name another file, or remove it.`);
    throw new Failure(`${file} cannot be written (${code}).`);
  } finally {
    await rm(beside, { force: true });
  }
}
