// Copies what the site is built from into one folder: VitePress reads no other, and the sources stay where GitHub shows them.
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { operationTables } from './openapi.mjs';
import { assets, groups, listed, pageOf } from './pages.mjs';

const slashes = (path) => path.split(sep).join('/');

/** All files below a folder of the repository that end so, as paths from its root. */
function filesBelow(root, folder, ending) {
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${slashes(name)}`)
    .filter((file) => file.endsWith(ending));
}

/** The Markdown files that are pages. */
export function sources(root) {
  const rows = groups.flatMap(({ pages }) => pages.flatMap(({ file }) => file ?? []));
  return [...new Set([...rows, ...listed.flatMap((folder) => filesBelow(root, folder, '.md'))])];
}

/** A sentence for each file of docs/ that nobody would find, and for each row that leads to none. */
export function strays(root) {
  const pages = sources(root);
  return [
    ...filesBelow(root, 'docs', '.md')
      .filter((file) => !pages.includes(file))
      .map((file) => `${file} is on no page of the site: add a row to site/pages.mjs.`),
    ...pages
      .filter((file) => !existsSync(join(root, file)))
      .map((file) => `site/pages.mjs names ${file}, which is not there.`),
  ];
}

/** The first page, with code of the README, which tests run. */
function homePage(root) {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  return readFileSync(join(root, 'site', 'home.md'), 'utf8').replace(/<!-- README (\w+ [\w-]+) -->/g, (_, name) => {
    const [, block] = readme.split(`<!-- ${name.replace(' ', ': ')} -->\n`)[1]?.match(/^(```[\s\S]*?\n```\n)/) ?? [];
    if (block === undefined) throw new Error(`site/home.md wants "${name}" of README.md, which has no such block.`);
    return block;
  });
}

/** Copies pages and files to `content`. Files that are no pages are in `content/public`, at the address they have in docs/. */
export function stage(root, content) {
  const sentences = strays(root);
  if (sentences.length > 0) throw new Error(sentences.join('\n'));
  rmSync(content, { recursive: true, force: true });
  mkdirSync(join(content, 'public'), { recursive: true });
  for (const file of sources(root)) {
    const page = join(content, pageOf(file));
    mkdirSync(dirname(page), { recursive: true });
    cpSync(join(root, file), page);
  }
  for (const folder of assets) {
    const below = relative('docs', folder);
    cpSync(join(root, folder), join(content, 'public', below), {
      recursive: true,
      filter: (file) => !file.endsWith('.md'),
    });
  }
  appendFileSync(join(content, 'openapi', 'index.md'), operationTables(join(root, 'docs', 'openapi')).join(''));
  writeFileSync(join(content, 'index.md'), homePage(root));
  cpSync(join(root, 'site', 'crates.md'), join(content, 'rust', 'index.md'));
  cpSync(join(root, 'www', 'public', 'icon.svg'), join(content, 'public', 'icon.svg'));
}
