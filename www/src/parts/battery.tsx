import type { V2 } from 'unloc-integrator-client';
import { isLow } from '../data/matters';
import { words } from '../words/words';

/** How full a door's battery is. A word that this version does not know is shown as the API says it. */
export function Battery({ door }: { door: V2.Lock }) {
  const level = door.batteryStatus?.batteryLevel;
  if (level === undefined) return null;
  return (
    <span class="battery" data-low={isLow(door)}>
      {words.value.batteries[level.toLowerCase()] ?? level}
    </span>
  );
}
