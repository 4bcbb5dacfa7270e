import type { Column } from './column';

// The rule of the access engine's CSV, which `readGrantsCsv` reads again: a spreadsheet would compute what follows these
// signs, also behind apostrophes, and would make a number of the phone number +47….
const computed = /^'*[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]/;

function field(value: string | number | null | undefined): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const guarded = computed.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** A line of CSV (RFC 4180). No field is a formula to a spreadsheet. */
function csvLine(values: ReadonlyArray<string | number | null | undefined>): string {
  // A line that is empty would be no row to those who read it.
  const line = values.map(field).join(',');
  return `${line === '' ? '""' : line}\r\n`;
}

/** The row of names. */
export function csvHead<Row>(columns: readonly Column<Row>[]): string {
  return csvLine(columns.map(({ name }) => name));
}

/** A row. */
export function csvRow<Row>(row: Row, columns: readonly Column<Row>[]): string {
  return csvLine(columns.map((column) => (column.data ?? column.value)(row)));
}
