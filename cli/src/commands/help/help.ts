import { findEntry, isGroup, type Entry, type Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { entryPage, programPage } from '../../command/help-pages';
import { pageWidth, renderPage, type Page } from '../../output/page';
import { topics } from './topics';

/** A row as data: what a program needs to call it. */
function described(entry: Entry): object {
  const { name, summary, aliases = [] } = entry;
  if (isGroup(entry)) return { name, aliases, summary, commands: entry.commands.map(described) };
  const { description = null, arguments: positional = [], options = [], examples = [] } = entry;
  return { name, aliases, summary, description, arguments: positional, options, examples };
}

export async function run({ args: [words = []], output, tree }: Invocation): Promise<void> {
  const path = typeof words === 'string' ? [words] : words;
  const show = (page: Page): string => renderPage(page, { width: pageWidth(), style: output.style });
  // A page is read, not scrolled past: the pager shows it if it is longer than the screen.
  const write = (data: object, page: Page): Promise<void> =>
    output.machine ? output.result(data, show(page)) : output.text(show(page));
  if (path.length === 0) return write(tree.map(described), programPage(tree));
  const [topic] = topics.filter(({ name }) => path.length === 1 && name === path[0]);
  if (topic) return write(topic, topic);
  const entry = findEntry(tree, path);
  if (entry === undefined)
    throw usage(
      `There is no command and no topic "${path.join(' ')}". Topics are ${topics.map(({ name }) => name).join(', ')}; \`unloc help\` lists the commands.`,
    );
  return write(described(entry), entryPage(entry, path.join(' ')));
}
