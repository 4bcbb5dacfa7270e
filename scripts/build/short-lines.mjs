// Breaks the lines of a minified file: Node prints the whole line in which an uncaught error was made.
// acorn finds the tokens: esbuild breaks lines between statements only, which may be a kilobyte long.
import { tokenizer } from 'acorn';

const longest = 220;

/** After these a line break changes nothing. Not after `}`, which may be that of a template. */
const breakable = new Set([',', ';', '{', '(', '[', '&&', '||']);

/** The code with lines of little more than 220 characters. A literal stays whole. */
export function shortLines(code) {
  const parts = [];
  let begin = 0;
  for (const token of tokenizer(code, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true })) {
    const text = code.slice(token.start, token.end);
    const line = code.lastIndexOf('\n', token.end) + 1;
    if (token.end - Math.max(begin, line) < longest || !breakable.has(text) || token.type.label === 'template')
      continue;
    parts.push(code.slice(begin, token.end));
    begin = token.end;
  }
  parts.push(code.slice(begin));
  return parts.join('\n');
}
