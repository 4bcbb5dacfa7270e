/** Rows as CSV for spreadsheets, with the mark by which Excel knows UTF-8. No cell is a formula. */
export function csvOf(rows: readonly (readonly (string | number | undefined)[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}

/** The same guard as the access engine's. */
const formula = /^'*[=+\-@\t\r\n\0＝＋－＠]/u;

function cell(value: string | number | undefined): string {
  const text = String(value ?? '');
  const safe = formula.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
