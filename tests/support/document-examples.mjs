// The code blocks of the documents. A block after the line `<!-- example: NAME -->` is an example; one after
// `<!-- output: NAME -->` is what it prints.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** The documents whose JavaScript is run. */
export const documents = [
  'README.md',
  'pkg/README.md',
  'cli/README.md',
  'sandbox/README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** All code blocks of a Markdown text: where each begins, its language, its text, and the marker before it. */
export function codeBlocksIn(markdown) {
  const blocks = [];
  let [open, marker] = [undefined, undefined];
  for (const [index, line] of markdown.split('\n').entries()) {
    const fence = /^(`{3,}|~{3,})([\w-]*)\s*$/.exec(line);
    if (open) {
      if (fence?.[1] === open.fence && fence[2] === '') {
        const { fence: _, lines, ...block } = open;
        blocks.push({ ...block, text: lines.map((one) => `${one}\n`).join('') });
        open = undefined;
      } else open.lines.push(line);
    } else if (fence) {
      open = { fence: fence[1], line: index + 1, language: fence[2], ...marker, lines: [] };
      marker = undefined;
    } else if (line.trim() !== '') {
      const [, kind, name] = /^<!-- (example|output): ([\w-]+) -->$/.exec(line.trim()) ?? [];
      marker = kind && { kind, name };
    }
  }
  return blocks;
}

/** All code blocks of the documents, each with its `document`. */
export function codeBlocks() {
  return documents.flatMap((document) =>
    codeBlocksIn(readFileSync(join(root, document), 'utf8')).map((block) => ({ document, ...block })),
  );
}
