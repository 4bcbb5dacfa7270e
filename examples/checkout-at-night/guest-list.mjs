// The hotel system's list of the night: who stays, and who has left.
import { readFile } from 'node:fs/promises';
import { readGrantsCsv } from 'unloc-integrator-client/access';

const staying = ['booked', 'in house'];
const departed = ['departed'];

/** A list that is not there, or has a row that cannot be read. Nothing is taken back then. */
export class UnreadableList extends Error {}

/**
 * Reads the list. Every row must be readable, also those of other guests: a file that was cut off says nothing about anybody.
 *
 * @returns `stays`: the list of those who stay, for `plan`. `left`: the rows of those who have left.
 */
export async function readGuestList(file, { owner, doors }) {
  const bytes = await readFile(file).catch(({ code }) => {
    throw new UnreadableList(`${file} cannot be read (${code}). Export the list of the night to this file.`);
  });
  const read = (statuses) => readGrantsCsv(bytes, { owner, doors, file, statuses });
  const [stays, left] = [read(staying), read(departed)];
  const [problem, ...more] = [...stays.problems, ...left.problems];
  if (problem) {
    const { row, column, what, instead } = problem;
    const others = more.length > 0 ? ` ${more.length} more rows cannot be read.` : '';
    throw new UnreadableList(`${file}, row ${row}${column ? `, ${column}` : ''}: ${what}. ${instead}${others}`);
  }
  return { stays: stays.wanted, left: left.wanted.grants };
}
