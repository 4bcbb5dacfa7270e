import { displayWidth, padToWidth } from './display-width';
import type { Style } from './style';

/** A part of a page: paragraphs, terms with what they mean, or lines that are typed. */
export type Block =
  | { readonly text: string }
  | { readonly terms: ReadonlyArray<readonly [term: string, meaning: string]> }
  | { readonly lines: ReadonlyArray<{ readonly line: string; readonly does: string }> };

/** A heading and what is below it. */
export interface Section {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** A page of help, for a terminal, docs/cli.md and the man page. */
export interface Page {
  /** What it is about: `unloc keys give`, or the name of a topic. */
  readonly name: string;
  readonly summary: string;
  /** What stands before the first heading. */
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
}

const indent = 2;
const gap = 2;

/** Words in lines of at most this many columns; a word that is longer has a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    if (line === '') line = word;
    else if (displayWidth(line) + 1 + displayWidth(word) <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line === '' ? lines : [...lines, line];
}

function paragraphs(text: string, width: number): string[] {
  return text.split(/\n\s*\n/).flatMap((paragraph, index) => [...(index > 0 ? [''] : []), ...wrap(paragraph, width)]);
}

const indented = (lines: readonly string[], by: number): string[] =>
  lines.map((line) => (line === '' ? '' : `${' '.repeat(by)}${line}`));

/** Terms with their meanings beside them; below them where the term is long or the terminal narrow. */
function terms(rows: ReadonlyArray<readonly [string, string]>, width: number, style: Style): string[] {
  const most = Math.min(32, Math.floor(width * 0.4));
  const column = Math.max(0, ...rows.map(([term]) => displayWidth(term)).filter((one) => one <= most));
  return rows.flatMap(([term, meaning]) => {
    const start = indent + column + gap;
    const beside = wrap(meaning, width - start);
    if (displayWidth(term) > column) return [`  ${style.bold(term)}`, ...indented(wrap(meaning, width - 6), 6)];
    const [first = '', ...rest] = beside;
    const space = padToWidth(term, column).slice(term.length);
    return [`  ${style.bold(term)}${space}  ${first}`.trimEnd(), ...indented(rest, start)];
  });
}

/** A command line that is longer than the width goes on below, as a shell reads it. */
function typed(line: string, width: number): string[] {
  if (displayWidth(line) <= width) return [line];
  // Not within quotation marks.
  const words = line.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  if (words.join(' ') !== line) return [line];
  const lines: string[] = [];
  let current = '';
  for (const word of words) {
    const room = lines.length === 0 ? width : width - 4;
    if (current === '' || displayWidth(current) + displayWidth(word) + 3 <= room)
      current = current ? `${current} ${word}` : word;
    else {
      lines.push(current);
      current = word;
    }
  }
  lines.push(current);
  return lines.map((one, index) => `${index > 0 ? '    ' : ''}${one}${index < lines.length - 1 ? ' \\' : ''}`);
}

function block(one: Block, width: number, style: Style, by: number): string[] {
  if ('text' in one) return indented(paragraphs(one.text, width - by), by);
  if ('terms' in one) return terms(one.terms, width, style);
  return one.lines.flatMap(({ line, does }) => [
    ...indented(typed(line, width - indent), indent),
    ...indented(wrap(does, width - 6), 6).map((text) => style.dim(text)),
  ]);
}

/** A page for a terminal. */
export function renderPage({ blocks, sections }: Page, { width, style }: { width: number; style: Style }): string {
  const parts = [
    ...blocks.map((one) => block(one, width, style, 0)),
    ...sections.map(({ heading, blocks: below }) => [
      style.bold(`${heading}:`),
      ...below.flatMap((one, index) => [...(index > 0 ? [''] : []), ...block(one, width, style, indent)]),
    ]),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The width of pages: the terminal's, but lines longer than 120 are hard to read. A pipe gets 80. */
export function pageWidth(stream: { isTTY?: boolean; columns?: number } = process.stdout): number {
  return Math.max(40, Math.min(120, stream.isTTY ? stream.columns || 80 : 80));
}
