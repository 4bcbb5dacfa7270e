// Who can open what, by the access entry and by what one would write without it: a process for each, in an order that
// chance decides anew. All must come to the same answers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shuffled } from '../order.mjs';
import { saidBy } from '../processes.mjs';
import { sizeOf } from '../sizes.mjs';
import { median } from '../statistics.mjs';
import { arrays, contenders, json, objects, ours } from './contenders.mjs';

const dist = join(fileURLToPath(import.meta.url), '..', '..', '..', 'pkg', 'dist');
/** `index.mjs` before the access engine asked the client for bytes, by gzip -9. */
const mainBefore = 68_361;

const parts = ['read', 'index', 'first', 'again', 'who'];

/** Each contender's medians, and that all agree. */
async function readAndAsk({ rounds, keys }) {
  const names = Object.keys(contenders);
  const seen = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of shuffled(names)) {
      const said = await saidBy('access/read-and-ask.mjs', [name, String(keys)], ['--expose-gc']);
      if (said.results) said.whole = said.read + said.index + said.first;
      seen[name].push(said);
    }
  }
  const results = names.flatMap((name) => seen[name].flatMap((said) => said.results ?? []));
  const [first] = results;
  for (const other of results) {
    if (JSON.stringify(other) !== JSON.stringify(first)) {
      throw new Error(`The answers differ: ${JSON.stringify(first)}, ${JSON.stringify(other)}.`);
    }
  }
  const rows = names.map((name) => {
    const row = { name, bytes: seen[name][0].bytes };
    for (const part of [...parts, 'whole', 'heap', 'wasm']) {
      if (seen[name][0][part] !== undefined) row[part] = median(seen[name].map((said) => said[part]));
    }
    return row;
  });
  return { answers: first, rows };
}

async function medianOf(rounds, file, parameters, part) {
  const seen = [];
  for (let round = 0; round < rounds; round += 1) {
    seen.push((await saidBy(file, parameters, ['--expose-gc']))[part]);
  }
  return median(seen);
}

function sizes() {
  const inline = sizeOf(readFileSync(join(dist, 'access', 'index.mjs')));
  const slim = sizeOf(readFileSync(join(dist, 'access', 'slim.mjs')));
  const wasm = sizeOf(readFileSync(join(dist, 'access', 'unloc_access.wasm')));
  const main = sizeOf(readFileSync(join(dist, 'index.mjs')));
  return { inline: inline.gzip, script: slim.gzip, wasm: wasm.gzip, mainGrowth: main.gzip - mainBefore };
}

/** All that is measured; with `quick` fewer keys and rounds. */
export async function accessResults({ quick }) {
  const keys = quick ? 100_000 : 1_000_000;
  const rounds = quick ? 3 : 5;
  const few = quick ? 1 : 3;
  const asked = await readAndAsk({ rounds, keys });
  const two = await saidBy('access/read-and-ask.mjs', [ours, String(keys), 'compare'], ['--expose-gc']);
  const tenth = quick ? 1000 : 10_000;
  return {
    keys,
    rounds,
    ...asked,
    compare: two.compare,
    wasmOfTwo: two.wasmOfTwo,
    differences: two.differences,
    plan: {
      grants: tenth * 10,
      tenth: await medianOf(few, 'access/plan.mjs', [String(tenth)], 'ms'),
      whole: await medianOf(few, 'access/plan.mjs', [String(tenth * 10)], 'ms'),
    },
    firstCall: await medianOf(rounds, 'access/first-call.mjs', [], 'cpu'),
    sizes: sizes(),
  };
}

const ratio = (number) => number.toFixed(2);
const whole = (number) => Math.round(number).toLocaleString('en-GB');
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const target = (what, reached, most, show) => [what, show(reached), `≤ ${show(most)}`, reached <= most];

/** What is to be reached: rows of what, how much, the most, and whether it is reached. */
export function accessTargets({ rows, compare, wasmOfTwo, plan, firstCall, sizes: of }) {
  const row = (name) => rows.find((one) => one.name === name);
  const [mine, one, other, parsing] = [ours, objects, arrays, json].map(row);
  const ms = (number) => `${number.toFixed(0)} ms`;
  return [
    target('bytes → first review ÷ objects', mine.whole / one.whole, 0.33, ratio),
    target('bytes → first review ÷ typed arrays', mine.whole / other.whole, 0.6, ratio),
    target('strict reader ÷ (`TextDecoder` + `JSON.parse`)', mine.read / parsing.read, 0.7, ratio),
    target('review again ÷ objects', mine.again / one.again, 0.25, ratio),
    target('10,000 × who at t ÷ objects', mine.who / one.who, 0.3, ratio),
    target('wasm memory beside the bytes', mine.wasm, 160e6, megabytes),
    target('growth of the heap', mine.heap, 16e6, megabytes),
    target('two snapshots and their difference, memory', wasmOfTwo, 320e6, megabytes),
    target('their difference, CPU', compare, 600, ms),
    target(`plan of ${whole(plan.grants)} grants ÷ plan of a tenth`, plan.whole / plan.tenth, 12, ratio),
    target('first call on 10,000 keys, compilation included', firstCall, 80, ms),
    target('wasm, gzip', of.wasm, 60e3, kilobytes),
    target('JavaScript of the entry, gzip', of.script, 20e3, kilobytes),
    target('growth of the main entry, gzip', of.mainGrowth, 500, kilobytes),
  ];
}

const table = (heads, rows) =>
  [heads, heads.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** The results in Markdown. */
export function accessTables(results) {
  const { keys, rounds, answers, rows, plan } = results;
  const cell = (row, part) => (row[part] === undefined ? '' : whole(row[part]));
  return [
    '### Who can open what',
    `${whole(keys)} keys at 1,000 doors in 5 zones, ${megabytes(rows[0].bytes)} of JSON in memory; medians of ${rounds} processes. All agree: ${whole(answers.rows)} rows, ${whole(answers.minutes)} open minutes, ${whole(answers.hits)} people in 10,000 answers.`,
    table(
      ['target', 'reached', 'to reach', ''],
      accessTargets(results).map(([what, much, most, is]) => [what, much, most, is ? 'reached' : 'not reached']),
    ),
    table(
      [
        'CPU ms',
        'read',
        'index',
        'first review of a week',
        'again',
        '10,000 × who at t',
        'bytes → first review',
        'heap MB',
        'wasm MB',
      ],
      rows.map((row) => [
        row.name,
        ...parts.map((part) => cell(row, part)),
        cell(row, 'whole'),
        ...['heap', 'wasm'].map((part) => (row[part] === undefined ? '' : whole(row[part] / 1e6))),
      ]),
    ),
    `Plan of ${whole(plan.grants)} grants against as many keys: ${whole(plan.whole)} ms; of a tenth: ${whole(plan.tenth)} ms.`,
  ].join('\n\n');
}
