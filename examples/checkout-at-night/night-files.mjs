// What is kept of a night, in a folder that only its owner can read: plans and journals hold phone numbers.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPlan } from 'unloc-integrator-client/access';
import { fileStore } from 'unloc-integrator-client/access/file-store';

export class NightFiles {
  constructor(folder) {
    this.folder = folder;
  }

  /** The plan that a run began and did not end, unless its time is over. */
  async unfinishedPlan(now) {
    const text = await this.#read('plan.json');
    if (text === undefined) return undefined;
    const plan = readPlan(text);
    return now < new Date(plan.document.validUntil) ? plan : undefined;
  }

  keepPlan(plan) {
    return this.#write('plan.json', JSON.stringify(plan));
  }

  /** The journal of a plan. A run that goes on after a crash finds in it what was sent. */
  journalOf(plan) {
    return fileStore(this.#journal(plan));
  }

  async report() {
    const text = await this.#read('report.json');
    return text && JSON.parse(text);
  }

  /** Ends a run: the report stays, and the files with phone numbers go. The next run makes a plan of its own. */
  async finish(plan, report) {
    await this.#write('report.json', `${JSON.stringify(report, null, 2)}\n`);
    await rm(join(this.folder, 'plan.json'), { force: true });
    await rm(this.#journal(plan), { force: true });
  }

  #journal({ id }) {
    return join(this.folder, `journal-${id.slice('sha256:'.length, 19)}.jsonl`);
  }

  async #read(name) {
    return readFile(join(this.folder, name), 'utf8').catch((error) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }

  /** A crash leaves the old file or the new one, never a half. */
  async #write(name, text) {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = join(this.folder, name);
    await writeFile(`${file}.new`, text, { mode: 0o600 });
    await rename(`${file}.new`, file);
  }
}
