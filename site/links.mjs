// Links as they are right on GitHub, turned into what is right in the site.
import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { assets, groups, pageOf, repository } from './pages.mjs';
import { sources } from './stage.mjs';

const titles = new Map(groups.flatMap(({ pages }) => pages.map(({ text, file }) => [file, text])));

/** The anchor that GitHub gives a heading. Links to headings are written for it. */
export function anchorOf(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replace(/ /g, '-');
}

/** What a link of the file `source` is in the site. Throws if it leads to no file. `root`: of the repository. */
export function linkInSite(root, pages, source, link) {
  if (/^(?:[a-z][a-z\d+.-]*:|#|\/\/)/i.test(link)) return link;
  const [, path, rest] = /^([^?#]*)(.*)$/.exec(link);
  const target = posix.normalize(posix.join(posix.dirname(source), path)).replace(/\/$/, '');
  if (target.startsWith('..') || !existsSync(join(root, target)))
    throw new Error(`${source} links to ${link}, which is not there.`);
  const readme = [target, `${target}/README.md`].find((file) => pages.includes(file));
  if (readme !== undefined) return `${posix.relative(posix.dirname(pageOf(source)), pageOf(readme))}${rest}`;
  const isFolder = statSync(join(root, target)).isDirectory();
  if (!isFolder && assets.some((folder) => target.startsWith(`${folder}/`))) return `/${target.slice('docs/'.length)}`;
  return `${repository}/${isFolder ? 'tree' : 'blob'}/main/${target}${rest}`;
}

/** A plug-in of markdown-it: links and pictures of Markdown and of HTML in it. `sourceOf` maps a page to its file. */
export function linksInSite(md, { root }) {
  const pages = sources(root);
  const sourceOf = new Map(pages.map((file) => [pageOf(file), file]));
  md.core.ruler.push('links_in_site', ({ tokens, env }) => {
    const source = sourceOf.get(env.relativePath);
    if (source === undefined) return;
    const changed = (link) => linkInSite(root, pages, source, link);
    const change = (token) => {
      for (const name of ['href', 'src']) {
        const value = token.attrGet(name);
        if (value !== null) token.attrSet(name, changed(value));
      }
      if (token.type === 'html_block') token.content = pictureByTheme(token.content, changed);
      nameLinks(token.children ?? [], source);
      for (const child of token.children ?? []) change(child);
    };
    tokens.forEach(change);
  });
}

/** A link that is named by its file, as `errors.md`, is named by its page. */
function nameLinks(tokens, source) {
  tokens.forEach((token, index) => {
    const [path] = token.type === 'link_open' ? token.attrGet('href').split('#') : [''];
    const text = tokens[index + 1];
    if (!path.endsWith('.md') || text?.type !== 'text' || !path.endsWith(text.content.replace(/^docs\//, ''))) return;
    const file = posix.normalize(posix.join(posix.dirname(source), path));
    text.content = titles.get(file) ?? text.content;
  });
}

/**
 * A `<picture>` that follows the system, as GitHub's does, as two pictures, one for each theme: whoever chose the other theme
 * in the site has that picture.
 */
function pictureByTheme(html, changed) {
  return html.replace(/<picture>[\s\S]*?<\/picture>/g, (picture) => {
    const [, dark] = /prefers-color-scheme: dark\)" srcset="([^"]+)"/.exec(picture);
    const [image, light] = /<img src="([^"]+)"[^>]*>/.exec(picture);
    const as = (theme, link) =>
      image.replace(`<img src="${light}"`, `<img class="only-${theme}" src="${changed(link)}"`);
    return `<p class="by-theme">${as('light', light)}${as('dark', dark)}</p>`;
  });
}
