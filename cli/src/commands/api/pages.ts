import { Failure } from '../../command/failure';

/** A page as the API sends it: the items under one name, and what the next page comes after. */
type Page = { [name: string]: unknown };

/** Reads the page after an item; without one, the first. */
export type PageReader = (startAfterId: string | undefined) => Promise<unknown>;

/** Reads all pages of a list, and gives the items of each to `take`. */
export async function readPages(
  read: PageReader,
  take: (items: unknown[], answer: unknown) => Promise<void>,
): Promise<void> {
  const seen = new Set<string>();
  let after: string | undefined;
  do {
    const answer = await read(after);
    const items = itemsOf(answer);
    if (items === undefined) throw new Failure('The response is not a list: leave out --all.');
    await take(items, answer);
    const { startAfterId } = Object(answer) as Page;
    after = typeof startAfterId === 'string' && startAfterId !== '' ? startAfterId : undefined;
    if (after !== undefined && seen.has(after))
      throw new Failure('The API repeats its pages. The pages before were written.');
    if (after !== undefined) seen.add(after);
  } while (after !== undefined);
}

/** The name of the only list in an answer. */
export function listName(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return undefined;
  const names = Object.entries(answer).filter(([, value]) => Array.isArray(value));
  return names.length === 1 ? names[0]?.[0] : undefined;
}

function itemsOf(answer: unknown): unknown[] | undefined {
  if (Array.isArray(answer)) return answer;
  const name = listName(answer);
  return name === undefined ? undefined : ((answer as Page)[name] as unknown[]);
}
