// Sizes as tables, in plain text or Markdown: what is measured, its budget, and what changed since other sizes.

const number = (value) => value.toLocaleString('en');

/** `+1,024 (+1.5 %)`; a dot if nothing changed. */
export function difference(now, before) {
  if (before === undefined) return 'new';
  const bytes = now - before;
  if (bytes === 0) return '·';
  const sign = bytes > 0 ? '+' : '−';
  const percent = before === 0 ? '' : ` (${sign}${Math.abs((bytes / before) * 100).toFixed(2)} %)`;
  return `${sign}${number(Math.abs(bytes))}${percent}`;
}

const named = (rows, name) => rows.find((row) => row.name === name);
const total = (rows, unit) => rows.reduce((sofar, row) => sofar + row[unit], 0);

/** A total is compared over the rows that both have: a row that is new is no growth of the others. */
function totalDifference(rows, before, unit) {
  const both = rows.filter(({ name }) => named(before, name) !== undefined);
  return difference(
    total(both, unit),
    total(
      both.map(({ name }) => named(before, name)),
      unit,
    ),
  );
}

/** A table's rows for some kind of thing, its total, and what is gone. */
function rowsOf(kind, measured, others, units, compared, more = () => []) {
  const rows = measured[kind];
  return [
    ...rows.map((row) => [
      row.name,
      ...units.map((unit) => number(row[unit])),
      ...more(row),
      ...others.map(({ sizes }) => difference(row[compared], named(sizes[kind], row.name)?.[compared])),
    ]),
    [
      'total',
      ...units.map((unit) => number(total(rows, unit))),
      ...more(),
      ...others.map(({ sizes }) => totalDifference(rows, sizes[kind], compared)),
    ],
    ...others.flatMap(({ sizes }, place) =>
      sizes[kind]
        .filter(({ name }) => named(rows, name) === undefined)
        .map(({ name, [compared]: bytes }) => [
          name,
          ...units.map(() => ''),
          ...more().map(() => ''),
          ...others.map((_, column) => (column === place ? `gone (${number(bytes)})` : '')),
        ]),
    ),
  ];
}

/** Both tables: `{ title, head, rows }`. `others` are the sizes to compare with, each with its `name`. */
function tables(measured, others) {
  const since = others.map(({ name }) => `since ${name}`);
  return [
    {
      title: 'Over the wire, bytes; budgets and differences are of gzip -9',
      head: ['entry', 'raw', 'gzip', 'brotli', 'budget', 'left', ...since],
      rows: rowsOf('entries', measured, others, ['raw', 'gzip', 'brotli'], 'gzip', (row) =>
        row ? [number(row.budget), number(row.budget - row.gzip)] : ['', ''],
      ),
    },
    {
      title: 'To install, bytes; differences are of the tarball',
      head: ['package', 'unpacked', 'tarball', ...since],
      rows: rowsOf('tarballs', measured, others, ['unpacked', 'packed'], 'packed'),
    },
  ];
}

/** A sentence for each entry that is larger than its budget. */
export function overBudget({ entries }) {
  return entries
    .filter(({ gzip, budget }) => gzip > budget)
    .map(
      ({ name, gzip, budget, files }) =>
        `${name} is ${number(gzip - budget)} bytes over its budget of ${number(budget)} in benches/budget.json (${files.join(', ')}).`,
    );
}

/** A sentence for each other measurement whose compressed sizes may differ for another reason than the build. */
export function cautions({ zlib }, others) {
  return others
    .filter(({ sizes }) => sizes.zlib !== zlib)
    .map(
      ({ name, sizes }) =>
        `${name} was compressed by zlib ${sizes.zlib}, this by ${zlib}: some bytes of a difference may come from that.`,
    );
}

/** The tables for a terminal. */
export function plain(measured, others) {
  const parts = tables(measured, others).map(({ title, head, rows }) => {
    const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
    const line = (row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  ');
    return [title, line(head), ...rows.map(line)].map((text) => text.trimEnd()).join('\n');
  });
  return [...parts, ...cautions(measured, others)].join('\n\n');
}

/** The same for a comment: what is over its budget first. */
export function markdown(measured, others) {
  const over = overBudget(measured);
  const parts = tables(measured, others).map(({ title, head, rows }) =>
    [
      `${title}:`,
      '',
      `| ${head.join(' | ')} |`,
      `| --- |${' ---: |'.repeat(head.length - 1)}`,
      ...rows.map((row) => `| ${row.join(' | ')} |`),
    ].join('\n'),
  );
  return [
    '### Sizes',
    over.length > 0 ? over.map((sentence) => `- ❌ ${sentence}`).join('\n') : 'Every entry is within its budget.',
    ...parts,
    ...cautions(measured, others),
  ].join('\n\n');
}
