import type { PlanDocument } from './document';
import { zoneOffsets } from '../snapshot/zones';
import { sha256 } from './canonical';

/**
 * A hash of a zone's transitions over a time, ms since 1970. Browsers do not tell which version of the data they have, so
 * a plan holds this of each of its zones.
 */
export function zonePrint(zone: string, from: number, to: number): string {
  const offsets = zoneOffsets(zone, from, to) || [];
  let before = 0;
  const within: typeof offsets = [];
  for (const [at, seconds] of offsets) {
    if (at <= from) before = seconds;
    else if (at < to) within.push([at, seconds]);
  }
  return sha256(JSON.stringify([before, within])).slice(0, 16);
}

/** The zones of a plan whose transitions are others here than where it was made. */
export function changedZones(plan: PlanDocument): string[] {
  const from = Date.parse(plan.made);
  const to = Date.parse(plan.zonesUntil);
  return Object.keys(plan.zones).filter((zone) => zonePrint(zone, from, to) !== plan.zones[zone]);
}
