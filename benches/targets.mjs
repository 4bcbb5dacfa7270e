// The figures that this package is held to, as rows of one table.
import { control, ours, rival } from './contenders/index.mjs';

const ratio = (number) => number.toFixed(2);
const milliseconds = (number) => `${number.toFixed(1)} ms`;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** The row of a client in a case of one platform. */
function client(cases, id, name) {
  return cases?.find((one) => one.id === id).clients.find((one) => one.name === name);
}

/** By CPU where that is known: what others do on the machine counts in by the clock. */
const times = (row) => row && (row.cpu ?? row.wall);

function beside({ what, id, most, aim, platforms }) {
  const cell = (cases) => {
    const row = client(cases, id, ours);
    if (row === undefined) return undefined;
    const of = times(row);
    const clock = row.cpu === undefined ? '' : `; wall ${ratio(row.wall.median)}`;
    return `${ratio(of.median)} (tenth percentile ${ratio(of.tenth)}${clock})`;
  };
  const chance = (cases) => cases && ratio(times(client(cases, id, control)).median);
  const others = (cases) => cases && ratio(times(client(cases, id, rival)).median);
  const median = times(client(platforms.node, id, ours)).median;
  return {
    what,
    node: cell(platforms.node),
    chromium: cell(platforms.chromium),
    control: chance(platforms.node),
    rival: others(platforms.node),
    target: `≤ ${ratio(most)}`,
    aim,
    reached: median <= most,
  };
}

/**
 * What is to be reached, what is, and the control.
 *
 * @returns rows of `{ what, node, chromium, control, rival, target, aim, reached }`, texts; `reached` is about Node.
 */
export function targets({ node, chromium, starts, sizes }) {
  const platforms = { node, chromium };
  const start = (name) => starts.find((one) => one.name === name).firstRequest.cpu;
  const pace = (cases, name) => cases && client(cases, 'inFlight', name).wall.paceToRival;
  const slim = sizes.published.find(({ name }) => name === 'slim');
  const fastest = Math.min(start(ours), start(`${ours}/slim`));
  const size = (what, { gzip }, most, aim) => ({
    what,
    node: kilobytes(gzip),
    target: `≤ ${most} kB`,
    aim: `${aim} kB`,
    reached: gzip <= most * 1000,
  });
  return [
    beside({
      what: 'one key over loopback, CPU ÷ bounded `fetch`',
      id: 'oneKey',
      most: 1.2,
      aim: `${rival}'s`,
      platforms,
    }),
    beside({
      what: 'one key without network, CPU ÷ bounded `fetch`',
      id: 'noNetwork',
      most: 1.3,
      aim: '1.15',
      platforms,
    }),
    {
      what: `64 in flight, calls a second ÷ ${rival}'s`,
      node: ratio(pace(node, ours)),
      chromium: chromium && ratio(pace(chromium, ours)),
      control: ratio(pace(node, control) / pace(node, 'bounded fetch')),
      rival: '1',
      target: '≥ 0.95',
      aim: '1.0',
      reached: pace(node, ours) >= 0.95,
    },
    beside({ what: '10,000 keys, CPU ÷ bounded `fetch`', id: 'manyKeys', most: 1.03, aim: 'control', platforms }),
    {
      what: 'CPU until the first request leaves',
      node: `${milliseconds(start(ours))}; slim ${milliseconds(start(`${ours}/slim`))}`,
      rival: milliseconds(start(rival)),
      target: `≤ 18 ms and below ${rival}'s`,
      aim: '12 ms',
      reached: fastest <= 18 && fastest < start(rival),
    },
    size('`slim` (wasm and JavaScript: all of v1, v2, what tokens need), gzip', slim, 60, 50),
    size('wasm of the client, gzip', sizes.wasm, 42, 36),
  ];
}
