import type { Phone } from '../../format/phone';
import type { Receiver } from './draft';

/** A pasted list, row by row. */
export interface PastedPeople {
  people: readonly Receiver[];
  /** Rows without a phone number. */
  bad: readonly { row: number; text: string }[];
}

/** Reads a list with a row for each person: a number, perhaps a name, between tabs, semicolons or commas, in any order. */
export function peopleIn(
  text: string,
  country: string,
  phoneOf: (text: string, country: string) => Phone | undefined,
): PastedPeople {
  const people: Receiver[] = [];
  const bad: { row: number; text: string }[] = [];
  const seen = new Set<string>();
  // Numbers on one line, with nothing but separators between them, are a list too.
  const lines = /\n/.test(text.trim()) || /\p{L}/u.test(text) ? text.split(/\r?\n/) : text.split(/[;,\t]/);
  lines.forEach((line, index) => {
    const cells = line.split(/[;,\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    if (cells.every((cell) => cell === '')) return;
    const phones = cells.map((cell) => (/\d{3}/.test(cell.replace(/[\s-]/g, '')) ? phoneOf(cell, country) : undefined));
    const at = phones.findIndex((phone) => phone !== undefined);
    const phone = phones[at];
    if (phone === undefined) {
      // A heading is no mistake.
      if (index > 0 || /\d/.test(line)) bad.push({ row: index + 1, text: line.trim() });
      return;
    }
    if (seen.has(phone.number)) return;
    seen.add(phone.number);
    const name = cells.filter((cell, cellIndex) => cellIndex !== at && /\p{L}/u.test(cell)).join(' ');
    people.push({ number: phone.number, known: phone.known, ...(name !== '' && { name }) });
  });
  return { people, bad };
}
