// What must be true when a plan has been applied: in the journal, and at the doors.
import { expectedAt } from './world.mjs';

/** Everything that is not as it must be, as sentences; and figures. */
export async function checked(pool, unloc, world, document) {
  const wrong = [...(await inJournal(pool, document))];
  for (const at of [new Date().toISOString(), ...world.instants]) wrong.push(...(await atDoors(unloc, world, at)));
  return wrong;
}

async function inJournal(pool, document) {
  const steps = document.items.flatMap(({ item, steps }) => steps.map(({ n }) => `${item} ${n}`)).sort();
  const { rows } = await pool.query('select item, n, outcome from access_outcome where plan = $1', [document.id]);
  const written = rows.map(({ item, n }) => `${item} ${n}`).sort();
  const wrong = [];
  if (written.join('\n') !== steps.join('\n')) wrong.push(`of ${steps.length} steps ${written.length} have an outcome`);
  for (const { item, n, outcome } of rows)
    if (outcome !== 'done' && outcome !== 'alreadySo') wrong.push(`step ${n} of ${item} is ${outcome}`);
  return wrong;
}

async function atDoors(unloc, world, at) {
  const { doors } = await unloc.control(`doors?at=${encodeURIComponent(at)}`);
  const open = doors.flatMap(({ lockId, people }) =>
    people.map(({ appUserId, keyIds }) => ({ pair: `${appUserId} ${lockId}`, keys: keyIds.length })),
  );
  const wanted = new Set(expectedAt(world, at));
  const found = new Set(open.map(({ pair }) => pair));
  return [
    ...open.filter(({ keys }) => keys !== 1).map(({ pair, keys }) => `${at}: ${pair} has ${keys} keys`),
    ...[...found].filter((pair) => !wanted.has(pair)).map((pair) => `${at}: ${pair} is open and should not be`),
    ...[...wanted].filter((pair) => !found.has(pair)).map((pair) => `${at}: ${pair} is closed and should be open`),
  ];
}
