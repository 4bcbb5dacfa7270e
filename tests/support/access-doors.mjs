// A snapshot with doors and no keys, for lists to be read against.
import { access } from './access.mjs';

const lock = (id, name, timezone = 'Europe/Oslo') => ({ id, name, vendor: 'virtual', timezone });

/** Doors in Oslo, two of them called Store, and one in London. */
export function doors() {
  const snapshot = new access.Snapshot({ projectId: 'p-1' });
  snapshot.addObjects('locks', [
    lock('l-front', 'Front door'),
    lock('l-4', 'Room 4'),
    lock('l-b', 'Stair B'),
    lock('l-s1', 'Store'),
    lock('l-s2', 'Store'),
    lock('l-mews', 'Mews', 'Europe/London'),
  ]);
  snapshot.addObjects('keys', []);
  snapshot.seal({ from: '2027-03-01T08:58:10Z', to: '2027-03-01T08:58:51Z' });
  return snapshot;
}

const encoder = new TextEncoder();
/** UTF-8. */
export const bytesOf = (text) => encoder.encode(text);
