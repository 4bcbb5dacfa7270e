import { visitorZone } from '../../format/time';
import { instantAt, wallAt } from '../../timeline/zone-days';
import { language, words } from '../../words/words';

const hour = 3_600_000;

/** Whose clock is shown, and how far it is from the visitor's. */
export function zoneWords(zone: string, now: number): string {
  const { zoneOf, ahead, behind } = words.value.timeline;
  const clock = (of: string): number => instantAt(wallAt(now, of), 'UTC') ?? now;
  const hours = (clock(zone) - clock(visitorZone)) / hour;
  if (hours === 0) return zoneOf(zone, '');
  const said = `${Math.abs(hours).toLocaleString(language.value)} h`;
  return zoneOf(zone, hours > 0 ? ahead(said) : behind(said));
}
