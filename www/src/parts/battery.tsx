import type { V2 } from 'unloc-integrator-client';
import { isLow } from '../data/matters';

/** The word that Unloc has for a door's battery. */
export function Battery({ door }: { door: V2.Lock }) {
  const level = door.batteryStatus?.batteryLevel;
  if (level === undefined) return null;
  return (
    <span class="battery" data-low={isLow(door)}>
      {level}
    </span>
  );
}
