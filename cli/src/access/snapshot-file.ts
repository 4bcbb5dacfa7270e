import type { PageOf, Snapshot } from 'unloc-integrator-client/access';
import { usage } from '../command/failure';
import { readInput } from '../input/file';
import { accessEngine } from './engine';
import type { Page } from './pages';

/** What a file of `unloc snapshot` begins with. */
interface Header {
  format: 'unloc-snapshot/1';
  projectId: string;
  /** From when to when it was read, by the API's clock. */
  from: string;
  to: string;
  pages: number;
}

/** A snapshot from a file. */
export interface SavedSnapshot {
  snapshot: Snapshot;
  projectId: string;
  /** When it was read, in milliseconds. */
  to: number;
  pages: readonly Page[];
}

/**
 * Pages as a file: a line of JSON that says what it is, then a line for each page, whose JSON is as the API sent it. Any
 * later version reads it, and so does `jq`.
 */
export function snapshotText(
  { projectId, from, to }: { projectId: string; from: number; to: number },
  pages: readonly Page[],
): string {
  const header: Header = {
    format: 'unloc-snapshot/1',
    projectId,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    pages: pages.length,
  };
  // Within JSON, line ends are between values only: a space means the same.
  const lines = pages.map(({ kind, bytes }) => {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/[\r\n]+/g, ' ');
    return `{"kind":"${kind}","page":${json}}`;
  });
  return `${[JSON.stringify(header), ...lines].join('\n')}\n`;
}

/** Reads a file of `unloc snapshot`. One that was cut off is refused. */
export async function readSnapshotFile(file: string): Promise<SavedSnapshot> {
  const text = new TextDecoder().decode(await readInput(file, 'snapshot'));
  const [first = '', ...lines] = text.split('\n');
  const header = parsedHeader(first);
  if (header === undefined) throw usage(`${file} is not a snapshot of this version. Make one with \`unloc snapshot\`.`);
  const pages = lines.filter((line) => line !== '').map((line) => pageIn(line, file));
  if (pages.length !== header.pages || !text.endsWith('\n')) throw tornFile(file);
  const { Snapshot } = await accessEngine();
  const snapshot = new Snapshot({ projectId: header.projectId });
  for (const { kind, bytes } of pages) snapshot.addPage(kind, bytes);
  snapshot.seal({ from: header.from, to: header.to });
  return { snapshot, projectId: header.projectId, to: Date.parse(header.to), pages };
}

function parsedHeader(line: string): Header | undefined {
  try {
    const header = JSON.parse(line) as Partial<Header> | null;
    return header?.format === 'unloc-snapshot/1' ? (header as Header) : undefined;
  } catch {
    return undefined;
  }
}

function pageIn(line: string, file: string): Page {
  const [, kind, json] = /^\{"kind":"(\w+)","page":(.*)\}$/.exec(line) ?? [];
  if (kind === undefined || json === undefined) throw tornFile(file);
  return { kind: kind as PageOf, bytes: new TextEncoder().encode(json) };
}

const tornFile = (file: string): Error =>
  usage(`${file} was cut off or changed: some of its pages are missing. Make a new one with \`unloc snapshot\`.`);
