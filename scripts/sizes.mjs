// npm run sizes: what is built beside its budget, and what changed since the last release. Ends with an error if an entry is
// larger than its budget.
//   -- --markdown            as a comment on a pull request, which says so instead
//   -- --json                as data
//   -- --base FILE           also compared with what `--json` printed for another build
//   -- --record [NAME]       writes benches/sizes-of-release.json, at a release; NAME instead of the version
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CannotContinue, asProgram } from './setup/command.mjs';
import { readProjectFile, root } from './setup/project.mjs';
import { measure } from './sizes/measure.mjs';
import { markdown, overBudget, plain } from './sizes/table.mjs';

const record = join('benches', 'sizes-of-release.json');

await asProgram(() => {
  const { markdown: asMarkdown, json, base, record: write, name } = asked();
  const measured = measure();
  if (json) return console.log(JSON.stringify(measured, null, 2));
  if (write) {
    writeFileSync(join(root, record), `${JSON.stringify({ name, ...withoutFiles(measured) }, null, 2)}\n`);
    return console.log(`${record} holds the sizes of ${name}.`);
  }
  const release = JSON.parse(readProjectFile(record));
  const others = [
    ...(base === undefined ? [] : [{ name: 'base', sizes: sizesIn(base) }]),
    { name: release.name, sizes: release },
  ];
  console.log((asMarkdown ? markdown : plain)(measured, others));
  const over = overBudget(measured);
  if (over.length > 0 && !asMarkdown)
    throw new CannotContinue(`${over.join('\n  ')}\n  Find what grew, or raise the budget and say why in the commit.`);
});

function sizesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CannotContinue(
      `${file} holds no sizes, because ${error.message}: write it by \`npm run --silent sizes -- --json\`.`,
    );
  }
}

function asked() {
  try {
    const { values, positionals } = parseArgs({
      options: {
        markdown: { type: 'boolean' },
        json: { type: 'boolean' },
        base: { type: 'string' },
        record: { type: 'boolean' },
      },
      allowPositionals: true,
    });
    if (positionals.length > (values.record ? 1 : 0)) throw new Error(`"${positionals.at(-1)}" is not understood`);
    return { ...values, name: positionals[0] ?? JSON.parse(readProjectFile('pkg', 'package.json')).version };
  } catch (error) {
    throw new CannotContinue(
      `${error.message.split('. ')[0]}: npm run sizes [-- --markdown | --json | --base FILE | --record [NAME]].`,
    );
  }
}

/** Files and budgets are those of the tree in which they are compared. */
function withoutFiles({ entries, ...rest }) {
  return { ...rest, entries: entries.map(({ files: _, budget: __, ...sizes }) => sizes) };
}
