import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { anchorOf, linksInSite } from '../links.mjs';
import { groups, pageOf, repository } from '../pages.mjs';
import { sources } from '../stage.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const root = at('../..').replace(/\/$/, '');
const base = process.env.DOCS_BASE ?? '/';
const sourceOf = new Map(sources(root).map((file) => [pageOf(file), file]));

/** Headings that each page of the package has; as results of a search they say nothing. */
const everywhere =
  /^#{2,6} (?:Parameters|Returns|Properties|Methods|Throws|Type Declaration|Type Parameters|Constructors?|Extends|Implements|Functions|Interfaces|Classes|Type Aliases|Variables|Namespaces|Modules|Index|Call Signature)$/gm;

const linkOf = ({ file, link }) =>
  link
  ?? `/${pageOf(file)
    .replace(/(^|\/)index\.md$/, '$1')
    .replace(/\.md$/, '')}`;
const rows = (pages) => pages.map((page) => ({ text: page.text, link: linkOf(page) }));

/** The addresses of a group, as a pattern: a link that ends in a slash stands for all below it. */
const placesOf = (pages) => `^(?:${pages.map((page) => linkOf(page).replace(/\/$/, '/.*')).join('|')})$`;

const decisions = [...sourceOf]
  .filter(([page]) => /^decisions\/\d/.test(page))
  .map(([page, file]) => ({
    text: readFileSync(`${root}/${file}`, 'utf8')
      .match(/^# (\d+)\. (.+)$/m)
      .slice(1)
      .join(' ')
      .replace(/`/g, ''),
    link: `/${page.replace(/\.md$/, '')}`,
  }));

/** TypeDoc's tree of the package as rows: a module, with the kinds of its members. Members are in its page and in the search. */
function modules(nodes, above = '') {
  return nodes.flatMap(({ title, path, children = [] }) => {
    if (path === undefined) return [];
    const name = `${above}${title}`.replace(/^unloc-integrator-client(?=\/)/, '');
    const link = `/package/${path.replace(/index\.md$/, '')}`;
    const kinds = children.filter((child) => child.path === undefined);
    const items = kinds.map((kind) => ({ text: kind.title, link: `${link}#${anchorOf(kind.title)}` }));
    return [{ text: name, link, items, collapsed: true }, ...modules(children, `${name}/`)];
  });
}
const packageTree = JSON.parse(readFileSync(at('../build/package.json'), 'utf8'));

/** A branch, drawn here: VitePress has its icons from another host while one writes. */
const gitHub =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><circle cx="6" cy="5" r="2.5"/><circle cx="6" cy="19" r="2.5"/><circle cx="18" cy="8" r="2.5"/><path d="M6 7.5v9M18 10.5c0 4-6 3-11 6"/></svg>';

const policy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
].join('; ');

export default defineConfig({
  title: 'unloc-integrator-client',
  description: 'Give and take back mobile keys to real doors: the client for the Unloc API',
  lang: 'en',
  base,
  srcDir: at('../build/content'),
  outDir: process.env.DOCS_OUT ?? at('../dist'),
  metadataChunk: true,
  cacheDir: at('../build/cache'),
  head: [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}icon.svg` }],
    // Nothing is loaded from another host, whatever a page holds.
    ...(process.env.NODE_ENV === 'production'
      ? [['meta', { 'http-equiv': 'content-security-policy', content: policy }]]
      : []),
  ],
  // The crates are written by rustdoc, beside the site; the check of the built pages sees them.
  ignoreDeadLinks: [/^\/rust\//],
  markdown: {
    anchor: { slugify: anchorOf },
    config: (md) => md.use(linksInSite, { root }),
  },
  transformPageData(page) {
    // The link "Edit" leads to the file of the repository.
    const source = sourceOf.get(page.relativePath);
    return source === undefined ? { frontmatter: { ...page.frontmatter, editLink: false } } : { filePath: source };
  },
  themeConfig: {
    logo: '/icon.svg',
    nav: groups.map(({ text, pages }) => ({ text, link: linkOf(pages[0]), activeMatch: placesOf(pages) })),
    sidebar: {
      '/': groups.map(({ text, pages }) => ({ text, items: rows(pages) })),
      '/package/': [
        { text: '← All documents', link: '/tokens' },
        { text: 'The package', link: '/package/', items: modules(packageTree) },
      ],
      '/decisions/': [
        { text: '← All documents', link: '/tokens' },
        { text: 'Decisions', link: '/decisions/', items: decisions },
      ],
    },
    outline: [2, 3],
    editLink: { pattern: `${repository}/edit/main/:path`, text: 'Edit this page' },
    socialLinks: [{ icon: { svg: gitHub }, link: repository, ariaLabel: 'GitHub' }],
    footer: { message: 'Not affiliated with Unloc AS. MIT or Apache-2.0, at your option.' },
    search: {
      provider: 'local',
      options: {
        _render: (text, env, md) =>
          md.render(env.relativePath.startsWith('package/') ? text.replace(everywhere, '') : text, env),
        miniSearch: { searchOptions: { fuzzy: 0.1, prefix: true, boost: { title: 4, text: 2, titles: 1 } } },
      },
    },
  },
});
