import { usage } from '../command/failure';

/** A column of a table, of CSV, and a field of a single thing. */
export interface Column<Row> {
  /** Its name for `--columns` and in CSV: the API's own where the API has it. */
  name: string;
  /** Its title in a table. */
  title: string;
  /** The text of a row; nothing is an empty cell. */
  value(row: Row): string | number | null | undefined;
  /** The text in CSV, where it is another one: a time as the API has it, a whole id. */
  data?(row: Row): string | number | null | undefined;
  /** Which columns stay in a narrow terminal: 1 stays longest. */
  priority: number;
  /** Numbers stand to the right. */
  right?: boolean;
  /** Whether it is shown only if `--columns` names it, and in CSV. */
  hidden?: boolean;
}

/** The columns that `--columns` names, in its order. */
export function columnsChosen<Row>(
  columns: readonly Column<Row>[],
  names: readonly string[] | undefined,
): readonly Column<Row>[] {
  if (names === undefined) return columns;
  return names.map((name) => {
    const found = columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
    if (found === undefined)
      throw usage(`There is no column "${name}". There are: ${columns.map((column) => column.name).join(', ')}.`);
    return found;
  });
}
