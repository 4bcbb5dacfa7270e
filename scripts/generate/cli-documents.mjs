// What is written from the rows of the commands: docs/cli.md, the man page, and the help that tests compare.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandTree } from '../build/cli-tree.mjs';
import { root } from '../setup/project.mjs';
import { errorCodesModule } from './error-codes.mjs';
import { anchor, markdown } from './markdown.mjs';
import { manual } from './roff.mjs';

const widths = [60, 80, 120];
const topicHeadings = {
  errors: 'Errors and exit codes',
  times: 'Times',
  output: 'Output',
  options: 'Options of all commands',
};
const ownHint = 'Options of all commands';

/** A page without what every page has: the hint at the options of all commands, and how to get more help. */
const trimmed = (page) => ({
  ...page,
  sections: page.sections.filter(({ heading }) => heading !== ownHint && heading !== 'More help'),
});

function document({ allCommands, entryPage, inChapters, isGroup, tree, topics }) {
  const intro = readFileSync(join(root, 'scripts', 'generate', 'cli-intro.md'), 'utf8').trimEnd();
  const link = (path, text) => `[${text}](#${anchor(`unloc ${path}`)})`;
  const contents = inChapters(tree).map(([heading, entries]) => {
    const rows = entries.map((entry) => {
      const below = isGroup(entry)
        ? ` ${entry.commands.map(({ name }) => link(`${entry.name} ${name}`, name)).join(' · ')}`
        : '';
      return `| ${link(entry.name, `\`${entry.name}\``)} | ${entry.summary}.${below} |`;
    });
    return [`**${heading}**`, '', '| | |', '| --- | --- |', ...rows].join('\n');
  });
  return [
    `${intro}\n\n## Commands`,
    ...contents,
    ...allCommands(tree).map(({ path, entry }) => {
      const page = trimmed(entryPage(entry, path));
      return markdown(page, isGroup(entry) || !path.includes(' ') ? 2 : 3);
    }),
    ...topics.map((topic) => markdown(topic, 2, topicHeadings[topic.name])),
    '<!-- Generated from cli/src by `npm run generate`. -->\n',
  ].join('\n\n');
}

function manPage({ allCommands, entryPage, isGroup, tree, topics, firstExamples }, { version, description }) {
  const commands = allCommands(tree)
    .filter(({ entry }) => !isGroup(entry))
    .map(({ path, entry }) => ({ ...trimmed(entryPage(entry, path)), name: path }));
  const named = (name) => {
    const topic = topics.find((one) => one.name === name);
    return [[topicHeadings[name], [{ ...topic, name: undefined }]]];
  };
  return manual({
    name: 'unloc',
    section: 1,
    version,
    summary: description,
    synopsis: '<command> [options]',
    parts: [
      ['Commands', commands],
      ...['options', 'output', 'times', 'errors'].flatMap(named),
      ['Examples', [{ name: undefined, blocks: [{ lines: firstExamples }], sections: [] }]],
    ],
  });
}

/** The help of each page at each width. */
function snapshots({ allCommands, entryPage, programPage, renderPage, Style, tree, topics }) {
  const style = new Style(false);
  const pages = [
    ['unloc', programPage(tree)],
    ...allCommands(tree).map(({ path, entry }) => [`unloc ${path}`, entryPage(entry, path)]),
    ...topics.map((topic) => [`help ${topic.name}`, topic]),
  ];
  return pages.map(([name, page]) => [
    `tests/cli/help/${name.replaceAll(' ', '-')}.txt`,
    widths
      .map((width) => `${`── ${width} columns `.padEnd(width, '─')}\n${renderPage(page, { width, style })}`)
      .join('\n'),
  ]);
}

/** All files that are written from cli/src, as pairs of a path and a text. */
export async function cliFiles() {
  const cli = await commandTree();
  const manifest = JSON.parse(readFileSync(join(root, 'cli', 'package.json'), 'utf8'));
  return [
    ['cli/src/generated/error-codes.ts', errorCodesModule()],
    ['docs/cli.md', document(cli)],
    ['cli/man/unloc.1', manPage(cli, manifest)],
    ...snapshots(cli),
  ];
}
