import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The list of the package, for the embedded Unloc. Built files lie in `dist`, or in a folder of it. */
export function sampleList(): string {
  const places = ['../examples/bookings.csv', '../../examples/bookings.csv'];
  const files = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return readFileSync(files.find(existsSync) ?? files[0] ?? '', 'utf8');
}
