// The steps of a command as people see them: on a terminal a live line each, elsewhere a line as each ends. What the programs
// print that a step runs goes to a log file.
import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './project.mjs';

const redrawMilliseconds = 500;
const steps = new AsyncLocalStorage();

/**
 * The step that runs: `write(name, chunk)` puts what a program printed into its log, `endLine(name)` what it printed last
 * without the end of a line. `log` is that file's path.
 */
export const currentStep = () => steps.getStore();

/** Minutes and seconds: `4:50`. */
export function clock(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Whether lines can be drawn again. In CI nobody watches. */
const isLive = (stream, env) => stream.isTTY === true && env.TERM !== 'dumb' && !env.CI;

export class Progress {
  #name;
  #rows;
  #stream;
  #live;
  #colours;
  #log;
  #seconds;
  #started = Date.now();
  #drawn = '';
  #begunLines = new Map();
  #timer;

  /**
   * @param name of the log and of the file with the last run's times, both in target/.
   * @param rows `{ title, seconds }` of each step; `seconds` is the estimate before the first run.
   * @param seconds the estimate of all, whose steps may overlap.
   */
  constructor(name, rows, { seconds, stream = process.stdout, env = process.env, quietSeconds = 30, folder } = {}) {
    this.#name = join(folder ?? join(root, 'target'), name);
    mkdirSync(join(this.#name, '..'), { recursive: true });
    this.log = relative(process.cwd(), `${this.#name}.log`);
    this.#log = openSync(`${this.#name}.log`, 'w');
    const before = lastTimes(this.#timesFile);
    this.#rows = rows.map((row) => ({ ...row, seconds: before[row.title] ?? row.seconds, state: 'waits', detail: '' }));
    this.#seconds = before.all ?? seconds;
    this.#stream = stream;
    this.#live = isLive(stream, env);
    this.#colours = this.#live && !env.NO_COLOR;
    this.#print(`${this.#estimate()}What the programs print is in ${this.log}\n`);
    this.#draw();
    this.#timer = this.#live
      ? setInterval(() => this.#draw(), redrawMilliseconds)
      : setInterval(() => this.#sayAlive(), quietSeconds * 1000);
    this.#timer.unref();
  }

  /**
   * Runs a step's work and resolves to its result, whose `said` then stands for the title. A step that fails ends the display;
   * the reason is for whoever catches it to say.
   */
  async step(title, work) {
    const row = this.#rows.find((one) => one.title === title);
    row.state = 'runs';
    row.started = Date.now();
    try {
      const log = {
        log: this.log,
        write: (name, chunk) => this.#write(row, name, chunk),
        endLine: (name) => this.#begunLines.get(name) && this.#write(row, name, '\n'),
      };
      const result = await steps.run(log, work);
      row.said = result?.said;
      this.#finish(row, 'done');
      return result;
    } catch (error) {
      this.#finish(row, 'failed');
      this.end();
      throw error;
    }
  }

  /** Ends the display. */
  end() {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#draw();
    this.#timer = undefined;
    if (this.#rows.every(({ state }) => state === 'done')) this.#keepTimes();
  }

  get #timesFile() {
    return `${this.#name}-times.json`;
  }

  #estimate() {
    const minutes = Math.ceil((this.#seconds ?? 0) / 60);
    return minutes > 1 ? `About ${minutes} minutes, by ${this.#rows.length} steps. ` : '';
  }

  /** Several programs write at the same time, and not always whole lines. */
  #write(row, name, chunk) {
    const text = (this.#begunLines.get(name) ?? '') + stripVTControlCharacters(String(chunk));
    const end = text.lastIndexOf('\n') + 1;
    this.#begunLines.set(name, text.slice(end));
    if (end === 0) return;
    writeSync(this.#log, text.slice(0, end).replace(/^(?=.)/gm, `${name} | `));
    const [latest] = text
      .slice(0, end)
      .trimEnd()
      .split(/[\r\n]/)
      .slice(-1);
    row.detail = latest.replace(/ \(\/.*/, '').trim() || row.detail; // without the folder of a crate
  }

  #finish(row, state) {
    row.state = state;
    row.milliseconds = Date.now() - row.started;
    if (this.#timer === undefined) return;
    if (this.#live) this.#draw();
    else this.#print(`${this.#line(row)}\n`);
  }

  #sayAlive() {
    const running = this.#rows.filter(({ state }) => state === 'runs');
    if (running.length > 0) this.#print(`${running.map((row) => this.#line(row)).join('\n')}\n`);
  }

  #line({ title, said, state, seconds, started, milliseconds, detail }) {
    const name = title.padEnd(Math.max(...this.#rows.map((row) => row.title.length)));
    if (state === 'waits') return `  ${this.#coloured(2, `  ${title}`)}`;
    if (state === 'done') return `  ${this.#coloured(32, '✓')} ${said ?? `${name}  ${clock(milliseconds)}`}`;
    if (state === 'failed') return `  ${this.#coloured(31, '✗')} ${name}  ${clock(milliseconds)}`;
    const elapsed = Date.now() - started;
    const usual = seconds > 1 && elapsed < seconds * 1000 ? ` of about ${clock(seconds * 1000)}` : '';
    const begin = `  … ${name}  ${clock(elapsed)}${usual}  `;
    const room = Math.max(0, (this.#stream.columns ?? 100) - begin.length - 1);
    return `${begin}${this.#coloured(2, detail.slice(0, room))}`.trimEnd();
  }

  #draw() {
    if (!this.#live) return;
    const lines = this.#rows.map((row) => `\u001b[2K${this.#line(row)}\n`).join('');
    if (lines === this.#drawn) return;
    const up = this.#drawn === '' ? '' : `\u001b[${this.#rows.length}A`;
    this.#print(up + lines);
    this.#drawn = lines;
  }

  #coloured(code, text) {
    return this.#colours && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text;
  }

  #print(text) {
    this.#stream.write(text);
  }

  #keepTimes() {
    const times = this.#rows.map(({ title, milliseconds }) => [title, Math.round(milliseconds / 1000)]);
    const all = Math.round((Date.now() - this.#started) / 1000);
    writeFileSync(this.#timesFile, `${JSON.stringify({ ...Object.fromEntries(times), all })}\n`);
  }
}

function lastTimes(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {}; // the first run
  }
}
