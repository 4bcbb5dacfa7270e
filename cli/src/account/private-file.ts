import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure, usage } from '../command/failure';

/** Reads a JSON file; `undefined` if there is none. */
export async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new Failure(`${file} cannot be read (${code}).`);
  }
  try {
    // Some editors write a byte order mark, which is not JSON.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw usage(`${file} is not JSON. Repair it, or move it away and log in again.`);
  }
}

/** Writes a JSON file that only its owner can read, in a folder that only its owner can open; whole or not at all. */
export async function writePrivateJson(file: string, value: unknown): Promise<void> {
  // Loaded where it is needed: it would be half of what most commands load.
  const { randomBytes } = await import('node:crypto');
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await makeFolder(dirname(file));
    await writeFile(beside, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
    await replace(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw unwritable(file, error);
  }
}

/**
 * Makes a folder that only its owner can open, with those above it. Node's own way never ends where a file system says
 * that the parent of a folder does not exist although it does, as /proc does.
 */
async function makeFolder(folder: string): Promise<void> {
  const make = (): Promise<void> =>
    mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  try {
    await make();
  } catch (error) {
    const above = dirname(folder);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === folder) throw error;
    await makeFolder(above);
    await make();
  }
}

/** Windows refuses to replace a file while somebody reads it. */
async function replace(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (process.platform !== 'win32' || attempt === 20) throw error;
      await pause(25);
    }
  }
}

function unwritable(file: string, error: unknown): Failure {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  return new Failure(
    `${file} cannot be written (${code}). Choose another folder with UNLOC_CONFIG_DIR, or use UNLOC_CLIENT_ID and UNLOC_CLIENT_SECRET without a profile.`,
  );
}

const patienceMs = 10_000;

/** Runs `work` while no other process runs its own for the same file: reading and writing it is one step. */
export async function alone<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`;
  const end = Date.now() + patienceMs;
  for (;;) {
    try {
      await makeFolder(dirname(lock));
      await writeFile(lock, String(process.pid), { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(lock, error);
    }
    if (await abandoned(lock)) await rm(lock, { force: true });
    else if (Date.now() > end)
      throw new Failure(`Another unloc is changing ${file}. Try again. If no other unloc runs, remove ${lock}.`);
    else await pause(20);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** Whether the process that holds the lock ended without giving it back: the work takes milliseconds. */
async function abandoned(lock: string): Promise<boolean> {
  const found = await stat(lock).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > patienceMs / 2;
}

/** Whether other users of this machine may read the file. Windows has no such modes. */
export async function readableByOthers(file: string): Promise<boolean> {
  if (process.platform === 'win32') return false;
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && (found.mode & 0o077) !== 0;
}
