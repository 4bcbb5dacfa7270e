// The transitions of zones that the platform is asked for, against a look at every hour. UNLOC_ALL_ZONES=1 looks at
// every hour of 100 years in all zones, which takes some minutes.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { root } from '../../support/root.mjs';

const bundle = await build({
  stdin: {
    contents: `export { zoneOffsets } from './snapshot/zones';`,
    resolveDir: join(root, 'pkg', 'src', 'access'),
    loader: 'ts',
  },
  bundle: true,
  write: false,
  format: 'esm',
});
const { zoneOffsets } = await import(
  `data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].text).toString('base64')}`
);

const hour = 3_600_000;
const inAll = process.env.UNLOC_ALL_ZONES === '1';

/** The offset as the platform names it, in seconds, with each name read once. */
function namedOffset(zone) {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const read = new Map();
  return (ms) => {
    const text = format.format(ms);
    const name = text.slice(text.indexOf('GMT'));
    let seconds = read.get(name);
    if (seconds === undefined) {
      const [, sign, hours, minutes, rest] = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name);
      seconds = Number(`${sign ?? ''}1`) * ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + Number(rest ?? 0));
      read.set(name, seconds);
    }
    return seconds;
  };
}

/** Looks at a zone in steps, and compares each with what was said of it. */
function check(zone, from, to, step) {
  const said = zoneOffsets(zone, from, to);
  assert.ok(said.length > 0 && said[0][0] <= from, zone);
  const offset = namedOffset(zone);
  let place = 0;
  let seen = 1;
  let before;
  for (let now = from; now < to; now += step) {
    while (place + 1 < said.length && said[place + 1][0] <= now) place += 1;
    const really = offset(now);
    if (said[place][1] !== really) {
      assert.fail(`${zone} at ${new Date(now).toISOString()}: ${said[place][1]} was said, it is ${really}`);
    }
    if (now > from && really !== before) seen += 1;
    before = really;
  }
  for (let at = 1; at < said.length; at += 1) {
    const [moment, seconds] = said[at];
    assert.ok(moment > said[at - 1][0] && seconds !== said[at - 1][1], `${zone}: each is a change`);
    // It holds from just this minute on.
    assert.equal(offset(moment), seconds, zone);
    assert.equal(offset(moment - 60_000), said[at - 1][1], zone);
  }
  return { seen, said: said.filter(([moment]) => moment < to).length };
}

test('P3: transitions from the platform are those of a look at every hour', () => {
  const peculiar = [
    'Europe/Oslo',
    'Europe/London',
    'America/New_York',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Asia/Kathmandu',
    'Asia/Gaza',
    'Pacific/Apia',
  ];
  const from = Date.UTC(2000, 0, 1);
  for (const zone of inAll ? Intl.supportedValuesOf('timeZone') : peculiar) {
    const { seen, said } = check(zone, from, Date.UTC(inAll ? 2101 : 2032, 0, 1), hour);
    // No pair was lost between two probes, and none was made up.
    assert.equal(said, seen, zone);
  }
});

test('every zone has the offset of each day that is looked at', () => {
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    check(zone, Date.UTC(2000, 0, 1), Date.UTC(2101, 0, 1), 5 * 24 * hour);
  }
});

test('a zone that the platform does not know has no offsets', () => {
  assert.equal(zoneOffsets('Europe/Nowhere', 0, hour), undefined);
  // More years later are probed when they are asked for.
  const first = zoneOffsets('Europe/Oslo', Date.UTC(2027, 5, 1), Date.UTC(2027, 6, 1));
  assert.ok(zoneOffsets('Europe/Oslo', Date.UTC(2050, 5, 1), Date.UTC(2050, 6, 1)).length > first.length - 1);
});
