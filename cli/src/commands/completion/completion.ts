import type { Invocation } from '../../command/command';
import { printable } from '../../output/printable';
import { helpTopics } from '../../command/help-pages';
import { candidatesFor } from './candidates';
import { namesOf } from './names';
import { scripts } from './scripts';
import { asTyped, readLine, withoutQuotes } from './shell-words';

async function complete({ args, output, terminal, tree }: Invocation): Promise<void> {
  const [shell, given] = args;
  if (typeof shell !== 'string') return;
  const script = scripts[shell] ?? '';
  if (!Array.isArray(given) || given.length === 0) return output.result({ shell, script }, script);
  const last = given.at(-1) ?? '';
  const line = shell === 'bash' ? readLine(last) : undefined;
  const words = line?.words.slice(1) ?? [...given.slice(0, -1), withoutQuotes(last)];

  const { words: found, kind, before, typed } = candidatesFor(tree, words, helpTopics);
  if (kind === 'file' || kind === 'folder') return output.write(`:${kind}s\n`);
  const current = words.at(-1) ?? '';
  const names = kind === undefined ? [] : await namesOf(kind, current.slice(before.length), typed, terminal);
  const lines = [...found, ...names].map(
    ([word, meaning]) => [`${before}${printable(word)}`, printable(meaning)] as const,
  );
  if (line === undefined) return output.write(lines.map(([word, meaning]) => `${word}\t${meaning}\n`).join(''));
  // bash takes what follows the last of these signs for the word, unless a quotation mark is open.
  const apart = line.quote === '' ? Math.max(current.lastIndexOf('='), current.lastIndexOf(':')) + 1 : 0;
  return output.write(lines.map(([word]) => `${asTyped(word.slice(apart), line.quote)}\n`).join(''));
}

export async function run(invocation: Invocation): Promise<void> {
  await complete(invocation);
  // A call that is late keeps nobody at the prompt.
  if (invocation.args[1]?.length) process.exit(0);
}
