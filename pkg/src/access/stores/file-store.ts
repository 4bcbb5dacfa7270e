/**
 * The journal of an apply in a file, for Node.
 *
 * @packageDocumentation
 */
import type { ApplyStore, StepClaim } from '../apply/store';
import type { PlanDocument } from '../plan/document';
import { randomUUID } from 'crypto';
import { promises as files } from 'fs';
import { dirname } from 'path';
import { lock } from './file-lock';
import { Journal } from './journal';
import type { JournalClock, Line } from './journal';
import { intentionsIn, readJournal } from './journal-file';

export type { ApplyStore, StepClaim, StepResult, StoredStep } from '../apply/store';

interface Handle {
  appendFile(text: string): Promise<void>;
  datasync(): Promise<void>;
  close(): Promise<void>;
}

interface Open {
  journal: Journal;
  handle: Handle;
  unlock: () => Promise<void>;
}

/**
 * Keeps the journal of one plan in a file: a line of JSON for each intention and outcome, appended and on the disk before
 * the request leaves. It holds phone numbers, so only its owner may read it (0600). A lock beside it (`.lock`) keeps a second
 * process out. A plan is begun in one file only: in two files it is two plans.
 *
 * @param path the file; it is made if it is not there.
 * @returns the store of one plan. Its functions reject if the file is in use, is the journal of another plan, or cannot be
 *   written.
 */
export function fileStore(path: string): ApplyStore;
export function fileStore(path: string, clock?: JournalClock): ApplyStore {
  return new FileStore(path, clock || platformClock);
}

const platformClock: JournalClock = { wall: () => Date.now(), monotonic: () => performance.now() };

class FileStore implements ApplyStore {
  private opening: Promise<Open> | undefined;
  private plan: PlanDocument | undefined;
  private failed: unknown;
  /** Lines that wait for the one write at a time, and who waits for them. */
  private waiting: Array<{ text: string; resolve: () => void; reject: (reason: unknown) => void }> = [];
  private writing = false;

  constructor(
    private readonly path: string,
    private readonly clock: JournalClock,
  ) {}

  async begin(plan: PlanDocument): Promise<{ epoch: number }> {
    this.plan = plan;
    const open = await this.open();
    const { journal } = open;
    try {
      if (journal.plan === undefined) {
        const { id, scope } = plan;
        await this.append(open, { journal: 'unloc-journal/1', plan: id, owner: scope.owner, scope, at: journal.now() });
      } else if (journal.plan !== plan.id) {
        throw new Error(
          `${this.path} is the journal of another plan (${journal.plan} of ${journal.owner}). Use another file.`,
        );
      }
      await this.append(open, { begin: journal.epoch + 1, at: journal.now() });
    } catch (thrown) {
      await this.release();
      throw thrown;
    }
    return { epoch: journal.epoch };
  }

  async claim(at: Parameters<ApplyStore['claim']>[0]): Promise<StepClaim> {
    const open = await this.openFor(at.planId);
    const { journal } = open;
    const line = journal.claim(at, randomUUID(), this.keyOf(at.item, at.n));
    if (line) await this.append(open, line);
    return { ...journal.known(at.item, at.n), won: line !== undefined };
  }

  async again(at: Parameters<ApplyStore['again']>[0]): Promise<StepClaim> {
    const open = await this.openFor(at.planId);
    const { journal } = open;
    const line = journal.again(at);
    if (line) await this.append(open, line);
    return { ...journal.known(at.item, at.n), won: line !== undefined };
  }

  async settle(at: Parameters<ApplyStore['settle']>[0], result: Parameters<ApplyStore['settle']>[1]): Promise<void> {
    const open = await this.openFor(at.planId);
    const { journal } = open;
    const line = journal.settle(at, result);
    if (line) await this.append(open, line);
  }

  async read(planId: string, item?: string): ReturnType<ApplyStore['read']> {
    const { journal } = await this.openFor(planId);
    return journal.read(item);
  }

  async close(planId: string): Promise<void> {
    const open = await this.openFor(planId);
    const { journal } = open;
    if (!journal.closed) await this.append(open, { close: true, at: journal.now() });
  }

  async release(): Promise<void> {
    const { opening } = this;
    this.opening = undefined;
    if (!opening) return;
    const { handle, unlock } = await opening;
    await handle.close();
    await unlock();
  }

  private open(): Promise<Open> {
    if (!this.opening) {
      this.opening = this.openFile();
      this.opening.catch(() => {
        this.opening = undefined;
      });
    }
    return this.opening;
  }

  private async openFor(planId: string): Promise<Open> {
    if (this.failed !== undefined) throw this.failed;
    const open = await this.open();
    if (open.journal.plan !== planId) throw new Error(`${this.path} is not the journal of this plan: begin it first.`);
    return open;
  }

  private async openFile(): Promise<Open> {
    this.failed = undefined;
    const unlock = await lock(this.path);
    let handle: Awaited<ReturnType<typeof files.open>> | undefined;
    try {
      const isNew = await files.stat(this.path).then(
        () => false,
        () => true,
      );
      handle = await files.open(this.path, 'a+', 0o600);
      const journal = new Journal(this.clock);
      const repair = this.readInto(journal, await handle.readFile('utf8'));
      if (repair !== '') {
        await handle.appendFile(repair);
        await handle.datasync();
      }
      if (isNew) await syncFolder(dirname(this.path));
      return { journal, handle, unlock };
    } catch (thrown) {
      if (handle) await handle.close().catch(() => undefined);
      await unlock();
      throw thrown;
    }
  }

  /** Reads a file's text into a journal. Returns what must be appended for a torn end to be an intention. */
  private readInto(journal: Journal, text: string): string {
    let content: ReturnType<typeof readJournal>;
    try {
      content = readJournal(text);
    } catch (thrown) {
      throw new Error(`${this.path} cannot be read: ${(thrown as Error).message}.`);
    }
    for (const line of content.lines) journal.take(line);
    if (content.endless) return '\n';
    if (content.torn === '') return '';
    const lines: Line[] = [{ torn: true, at: journal.now() }];
    const { plan } = this;
    if (plan && journal.plan === plan.id) {
      for (const { item, n, step } of intentionsIn(content.torn, plan)) {
        if (journal.known(item, n).attempt > 0) continue;
        const at = journal.now();
        lines.push({ claim: [item, n], step: step || randomUUID(), attempt: 1, epoch: journal.epoch, torn: true, at });
      }
    }
    for (const line of lines) journal.take(line, true);
    return `\n${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
  }

  /** The key of a step, for who reads the file. */
  private keyOf(item: string, n: number): object | undefined {
    const found = this.plan && this.plan.items.find((one) => one.item === item);
    const step = found && found.steps.find((one) => one.n === n);
    if (!step) return undefined;
    const { lockId, start, end } = step.key || { lockId: step.lockId, start: undefined, end: undefined };
    return step.key ? { lockId, start, end } : { keyId: step.keyId, lockId };
  }

  /**
   * Takes a line into the journal and resolves when it is on the disk. After a failure nothing is written any more: what is
   * in the file is not known.
   */
  private append({ journal, handle }: Open, line: Line): Promise<void> {
    if (this.failed !== undefined) return Promise.reject(this.failed);
    // At once: whoever decides next must know of it.
    journal.take(line, true);
    const done = new Promise<void>((resolve, reject) => {
      this.waiting.push({ text: `${JSON.stringify(line)}\n`, resolve, reject });
    });
    if (!this.writing) void this.write(handle);
    return done;
  }

  /** Writes what waits, all at once, until nothing does. */
  private async write(handle: Handle): Promise<void> {
    this.writing = true;
    for (let batch = this.waiting; batch.length > 0; batch = this.waiting) {
      this.waiting = [];
      try {
        if (this.failed !== undefined) throw this.failed;
        await handle.appendFile(batch.map(({ text }) => text).join(''));
        await handle.datasync();
        for (const { resolve } of batch) resolve();
      } catch (thrown) {
        this.failed = thrown;
        for (const { reject } of batch) reject(thrown);
      }
    }
    this.writing = false;
  }
}

/** A new file's name is in its folder, which is written too. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await files.open(folder, 'r');
    await handle.sync();
    await handle.close();
  } catch {
    // Windows cannot open a folder.
  }
}
