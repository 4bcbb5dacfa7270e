import type { ShownOpening } from '../../access/openings';
import { reasonInWords } from '../../access/openings';

/** A text of iCalendar (RFC 5545): what separates values there is escaped, and no line end gets in. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r?\n|\r/g, '\\n')
    .replace(/\p{Cc}/gu, ' ');
}

/** A line of at most 75 bytes; what follows goes on in the next ones. */
function folded(line: string): string {
  let rest = line;
  const lines: string[] = [];
  for (let room = 75; Buffer.byteLength(rest) > room; room = 74) {
    let kept = '';
    for (const character of rest) {
      if (Buffer.byteLength(kept + character) > room) break;
      kept += character;
    }
    lines.push(kept);
    rest = rest.slice(kept.length);
  }
  return [...lines, rest].join('\r\n ');
}

const stamp = (instant: string | number): string => new Date(instant).toISOString().replace(/[-:]|\.\d{3}/g, '');

/**
 * Openings as a calendar. The times are instants, so that every program shows them right.
 *
 * @param title what an opening is called.
 */
export function calendarText(
  openings: readonly ShownOpening[],
  { name, now, until, title }: { name: string; now: number; until: number; title: (opening: ShownOpening) => string },
): string {
  const events = openings.flatMap((opening) => [
    'BEGIN:VEVENT',
    `UID:${opening.lockId}-${opening.reasons[0]?.keyId ?? ''}-${stamp(opening.from)}@unloc-cli`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(opening.from)}`,
    `DTEND:${stamp(opening.to ?? until)}`,
    `SUMMARY:${escaped(title(opening))}`,
    `LOCATION:${escaped(opening.door)}`,
    `DESCRIPTION:${escaped([...new Set(opening.reasons.map(reasonInWords))].join('; '))}`,
    // Access is no appointment: it does not make anybody busy.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//unloc-cli//access//EN',
    `X-WR-CALNAME:${escaped(name)}`,
    ...events,
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
