import { promises as files } from 'fs';
import { hostname } from 'os';

/** Who holds a file. */
interface Holder {
  pid: number;
  /** When the process began, as its system counts; it tells two processes of one number apart. */
  start?: string;
  host: string;
}

/** The paths that this process holds. */
const held = new Set<string>();

/**
 * Locks a path by a file beside it. The lock of a process that is dead, or whose number another process has got, is taken over.
 *
 * @throws Error that says who holds it.
 */
export async function lock(path: string): Promise<() => Promise<void>> {
  const beside = `${path}.lock`;
  if (held.has(beside)) throw new Error(`${path} is in use by this process.`);
  held.add(beside);
  try {
    await take(path, beside);
  } catch (thrown) {
    held.delete(beside);
    throw thrown;
  }
  return async () => {
    held.delete(beside);
    await files.unlink(beside).catch(() => undefined);
  };
}

async function take(path: string, beside: string): Promise<void> {
  const own = `${beside}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  const me: Holder = { pid: process.pid, start: await startOf(process.pid), host: hostname() };
  // Its content is there before its name is: a lock is never seen empty.
  await files.writeFile(own, JSON.stringify(me), { flag: 'wx', mode: 0o600 });
  try {
    for (let tries = 0; ; tries += 1) {
      try {
        await files.link(own, beside);
        return;
      } catch (thrown) {
        if ((thrown as { code?: unknown }).code !== 'EEXIST') throw thrown;
      }
      const text = await files.readFile(beside, 'utf8').catch(() => '');
      if (text === '') continue;
      const holder = JSON.parse(text) as Holder;
      if (tries > 2 || !(await isDead(holder)))
        throw new Error(`${path} is in use by process ${holder.pid} on ${holder.host}.`);
      await putAside(beside, text, own);
    }
  } finally {
    await files.unlink(own).catch(() => undefined);
  }
}

/** Removes a dead process's lock. Should somebody else have replaced it meanwhile, theirs is put back. */
async function putAside(beside: string, text: string, own: string): Promise<void> {
  const aside = `${own}.old`;
  try {
    await files.rename(beside, aside);
    if ((await files.readFile(aside, 'utf8')) !== text) await files.link(aside, beside).catch(() => undefined);
    await files.unlink(aside);
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code !== 'ENOENT') throw thrown;
  }
}

async function isDead({ pid, start, host }: Holder): Promise<boolean> {
  // Of another machine's processes nothing is known.
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
  } catch (thrown) {
    return (thrown as { code?: unknown }).code === 'ESRCH';
  }
  const now = await startOf(pid);
  // A lock of this process that it does not hold is one of a process before it.
  if (pid === process.pid && start === now) return true;
  return start !== undefined && now !== undefined && start !== now;
}

/** When a process began, in ticks since the system did; only Linux tells. */
async function startOf(pid: number): Promise<string | undefined> {
  try {
    const text = await files.readFile(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, in brackets, may hold spaces and brackets.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
