import { usage } from '../command/failure';
import { readInput } from './file';
import { fold } from './fold';
import type { People, Person } from './people';

const headers: { readonly [column: string]: readonly string[] } = {
  phone: [
    'phone',
    'number',
    'phonenumber',
    'mobile',
    'telephone',
    'tel',
    'appuserid',
    'telefon',
    'mobil',
    'mobilnummer',
    'handy',
  ],
  name: ['name', 'person', 'fullname', 'navn', 'namn'],
};

/**
 * Reads people from a file: CSV with a row of names first, `phone`, `name` or both. A row with a number is that person, who
 * may be new; one with a name only is somebody who is known. All rows that cannot be read are named.
 *
 * Not with `readGrantsCsv` of the package: its rows are grants, which need a reference and an end.
 */
export async function readPeopleFile(file: string, people: People): Promise<Person[]> {
  const rows = readCsv(decode(await readInput(file, 'file of people'), file));
  const [header = [], ...body] = rows;
  const column = (name: 'phone' | 'name'): number =>
    header.findIndex((title) => headers[name]?.includes(fold(title).replace(/[\s_.-]/g, '')));
  const [phone, name] = [column('phone'), column('name')];
  if (phone < 0 && name < 0)
    throw usage(`${file}, row 1: there is no column "phone" or "name". There are: ${header.join(', ') || 'none'}.`);
  const problems: string[] = [];
  const found = new Map<string, Person>();
  for (const [index, row] of body.entries()) {
    const cell = (at: number): string => (row[at] ?? '').replace(/^'/, '').trim();
    const [number, called] = [phone < 0 ? '' : cell(phone), name < 0 ? '' : cell(name)];
    if (row.every((text) => text.trim() === '')) continue;
    const at = number === '' ? name : phone;
    try {
      if (number === '' && called === '') throw usage('the row is empty.');
      if (/^\d+([.,]\d+)?e\+?\d+$/i.test(number))
        throw usage(`"${number}" was shortened by a spreadsheet: format the column as text.`);
      const person = await people.find(number === '' ? called : number, { newcomers: true });
      if (number !== '' && !/^[\s+\d().\p{Pd}/]+$/u.test(number)) throw usage(`"${number}" is not a phone number.`);
      // What the file calls somebody is said back; the project's own name goes before it.
      found.set(person.appUserId, { ...person, name: person.name ?? (called || null) });
    } catch (error) {
      problems.push(`${file}, row ${index + 2}, ${header[Math.max(at, 0)] ?? 'phone'}: ${(error as Error).message}`);
    }
  }
  if (problems.length > 0) throw usage(problems.join('\n'));
  if (found.size === 0) throw usage(`${file} has no people in it.`);
  return [...found.values()];
}

function decode(bytes: Uint8Array, file: string): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw usage(`${file} is not text in UTF-8 or UTF-16: save it as "CSV UTF-8".`);
  }
}

/** Rows of CSV (RFC 4180), with the separator that the first line has: `;`, a tab or `,`. */
export function readCsv(text: string): string[][] {
  const [first = ''] = text.split(/\r?\n/, 1);
  const separator = [';', '\t'].find((one) => first.includes(one)) ?? ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  const endField = (): void => {
    row.push(field);
    field = '';
  };
  const endRow = (): void => {
    endField();
    rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && field === '') quoted = true;
    else if (character === separator) endField();
    else if (character === '\n') endRow();
    else if (character !== '\r') field += character;
  }
  if (field !== '' || row.length > 0) endRow();
  return rows;
}
