// In a fresh process: CPU of a plan of as many grants as there are keys. Of 250 grants one wants a day more, the others
// have what they want. Command line: how many.
import { load, plan, Snapshot } from '../../pkg/dist/access/index.node.mjs';
import { timed } from './cpu.mjs';
import { lockId, locksPage, personNumber, seen } from './data.mjs';

const day = 86_400_000;
const count = Number(process.argv[2]);
const iso = (ms) => new Date(ms).toISOString();
const door = (index) => lockId(index % 1000);
const start = (index) => seen + ((index % 20) - 10) * day;
const end = (index) => seen + (12 + (index % 9)) * day;

function* pages() {
  for (let first = 0; first < count; first += 2500) {
    const keys = Array.from({ length: Math.min(2500, count - first) }, (_, place) => {
      const index = first + place;
      return {
        id: `key-${index}`,
        lockId: door(index),
        appUser: { id: personNumber(index) },
        start: iso(start(index)),
        end: iso(end(index)),
        created: iso(start(index) - day),
        state: start(index) > seen ? 'scheduled' : 'active',
        metadata: { accessOwner: 'rentals', accessRef: `B-${index}`, accessStep: `step-${index}` },
      };
    });
    yield Buffer.from(JSON.stringify({ keys }));
  }
}

await load();
const snapshot = new Snapshot({ projectId: 'bench' });
snapshot.addPage('locks', locksPage(1000));
for (const page of pages()) snapshot.addPage('keys', page);
snapshot.seal({ from: new Date(seen), to: new Date(seen) });
const grants = Array.from({ length: count }, (_, index) => ({
  ref: `B-${index}`,
  appUserId: personNumber(index),
  doors: [door(index)],
  from: iso(start(index)),
  to: iso(end(index) + (index % 250 === 0 ? day : 0)),
}));
const covers = { from: iso(seen - 30 * day), to: iso(seen + 60 * day) };
const wanted = { owner: 'rentals', complete: true, covers, grants };
const made = timed(() => plan(snapshot, wanted, { now: new Date(seen) }));
process.send({ ms: made.ms, items: made.result.toJSON().items.length }, () => process.exit(0));
