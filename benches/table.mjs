// The results as tables in Markdown, which a terminal shows well enough.
import { targets } from './targets.mjs';

const whole = (number) => Math.round(number).toLocaleString('en-GB');
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)}`;
const milliseconds = (number) => (number < 10 ? number.toFixed(2) : number.toFixed(1));
const marks = { slower: ' ▲', faster: ' ▼', 'no difference': ' =' };

function ratio({ median, low, high, verdict }) {
  return verdict === 'itself' ? '1' : `${median.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})${marks[verdict]}`;
}

function table(heads, rows) {
  const lines = [heads, heads.map((_, column) => (column === 0 ? '---' : '---:')), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** What is to be reached, and what is. */
export function targetsTable(results) {
  return table(
    ['target', 'Node', 'Chromium, by the clock', 'control', 'openapi-fetch', 'to reach', 'aim', ''],
    targets(results).map(({ what, node, chromium = '', control = '', rival = '', target, aim, reached }) => [
      what,
      node,
      chromium,
      control,
      rival,
      target,
      aim,
      reached ? 'reached' : 'not reached',
    ]),
  );
}

/** A case on one platform, as a table. */
export function timesTable({ name, atOnce, clients }) {
  const pace = (wall) => (atOnce > 1 ? whole(1000 / wall.milliseconds) : milliseconds(wall.milliseconds));
  const withCpu = clients.every(({ cpu }) => cpu !== undefined);
  return table(
    [
      name,
      atOnce > 1 ? 'calls/s' : 'ms',
      'time × bounded `fetch`',
      ...(withCpu ? ['CPU ms', 'CPU × bounded `fetch`', 'of the fastest tenth'] : []),
    ],
    clients.map(({ name: client, wall, cpu }) => [
      client,
      pace(wall),
      ratio(wall),
      ...(withCpu ? [milliseconds(cpu.milliseconds), ratio(cpu), cpu.tenth.toFixed(2)] : []),
    ]),
  );
}

export function startsTable(starts) {
  return table(
    ['start in Node, ms', 'import and set-up, CPU', 'until the first request leaves, CPU', 'the same, wall'],
    starts.map(({ name, setUp, firstRequest }) => [
      name,
      ...[setUp.cpu, firstRequest.cpu, firstRequest.wall].map(milliseconds),
    ]),
  );
}

export function sizesTable({ published, others }) {
  return table(
    ['over the wire, kB', 'raw', 'gzip -9', 'brotli 11', 'budget, gzip'],
    [...published, ...others].map(({ name, raw, gzip, brotli, budget }) => [
      name,
      ...[raw, gzip, brotli].map(kilobytes),
      budget === undefined ? '' : kilobytes(budget),
    ]),
  );
}

export function memoriesTable(memories) {
  return table(
    ['memory in Node, kB', 'growth by 1,000 calls of 100 keys', 'kept after them', 'resident'],
    memories.map(({ name, grown, kept, resident }) => [
      name,
      ...[grown, kept, resident].map((bytes) => whole(bytes / 1000)),
    ]),
  );
}

/** Everything. */
export function tables(results) {
  const { node, chromium, starts, sizes, memories, platform, quick } = results;
  const { node: version, os, processors, load } = platform;
  const parts = [
    `Node ${version.replace('v', '')}, ${os}, ${processors} processors, load ${load.map((one) => one.toFixed(1)).join(' to ')}${quick ? '; a quick run' : ''}.`,
    '### Targets',
    'Ratios in Node are of CPU time. Control: the same loop of bounded `fetch` twice.',
    targetsTable(results),
  ];
  const times = (title, cases) => parts.push(`### ${title}`, ...cases.map(timesTable));
  parts.push(
    'Ratios: median of the rounds, in brackets the middle 80 % of them. ▲ slower, ▼ faster: the median lies outside of what the control reached in the middle 80 % of its rounds; = inside. Bounded `fetch`: with a signal and a timer. Of the fastest tenth: the tenth percentile of all samples ÷ that of bounded `fetch`. Times are those of one call.',
  );
  times('Node', node);
  if (chromium) times('Chromium', chromium);
  parts.push('### Start, size, memory', startsTable(starts), sizesTable(sizes));
  if (memories.length > 0) parts.push(memoriesTable(memories));
  return parts.join('\n\n');
}
