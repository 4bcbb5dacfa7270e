// This package, its access entry.
import { compare, load, peopleWhoCanOpen, review, Snapshot } from '../../pkg/dist/access/index.node.mjs';
import { lockId } from '../access/data.mjs';

const minute = 60_000;
const of = { projectId: 'bench' };
const moment = (ms) => new Date(ms);

export async function create() {
  await load();
  const snapshot = new Snapshot(of);
  return {
    snapshot,
    addLocks: (bytes) => snapshot.addPage('locks', bytes),
    addKeys: (bytes) => snapshot.addPage('keys', bytes).cursor,
    seal: (at) => snapshot.seal({ from: moment(at), to: moment(at) }),
    review({ from, to }) {
      const found = review(snapshot, { from: moment(from), to: moment(to) });
      const columns = found.columns();
      let open = 0;
      for (let row = 0; row < found.rows; row += 1) open += columns.to[row] - columns.from[row];
      return { rows: found.rows, minutes: open / minute };
    },
    peopleAt: (lock, at) => peopleWhoCanOpen(snapshot, { lockId: lockId(lock), at: moment(at) }).length,
    differences: (other) => {
      const { appeared, gone, changed } = compare(snapshot, other.snapshot);
      return { appeared: appeared.length, gone: gone.length, changed: changed.length };
    },
  };
}
