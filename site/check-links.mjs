// Checks the built pages as a browser sees them: each link of this site leads to a file and to an anchor that is there, and
// nothing is loaded from another host. Links to other sites are not followed.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { Parser } from 'htmlparser2';

/** Elements and attributes whose address a browser loads by itself. */
const loaded = { script: 'src', img: 'src', iframe: 'src', source: 'src', video: 'src', audio: 'src', link: 'href' };

/** The ids of a page, and all addresses in it: `{ address, loads }`. */
function read(html) {
  const ids = new Set();
  const addresses = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (attributes.id) ids.add(attributes.id);
      if (name === 'a' && attributes.name) ids.add(attributes.name);
      for (const key of ['href', 'src'])
        if (attributes[key] !== undefined) addresses.push({ address: attributes[key], loads: loaded[name] === key });
      for (const part of attributes.srcset?.split(',') ?? [])
        addresses.push({ address: part.trim().split(/\s+/)[0], loads: true });
    },
  });
  parser.end(html);
  return { ids, addresses };
}

/**
 * A sentence for each address that is wrong.
 *
 * @param folder of the built site, which is served at the path `base`.
 * @param absent paths below `base` that were not built this time; links to them are not checked.
 */
export function deadLinks(folder, base, absent = []) {
  const files = readdirSync(folder, { recursive: true })
    .map((name) => name.split(sep).join('/'))
    .filter((name) => name.endsWith('.html'));
  const pages = new Map(files.map((file) => [file, read(readFileSync(join(folder, file), 'utf8'))]));
  const sentences = new Set();
  for (const [file, { addresses }] of pages) {
    const page = new URL(`http://site${base}${file}`);
    for (const { address, loads } of addresses) {
      const problem = problemOf(address, loads, page);
      if (problem !== undefined) sentences.add(`${file}: ${address} ${problem}`);
    }
  }
  return { pages: pages.size, sentences: [...sentences] };

  function problemOf(address, loads, page) {
    let url;
    try {
      url = new URL(address, page);
    } catch {
      return 'is no address';
    }
    if (!/^https?:$/.test(url.protocol)) return undefined;
    if (url.host !== 'site') return loads ? 'is loaded from another host' : undefined;
    if (!url.pathname.startsWith(base)) return `leaves the site, which is at ${base}`;
    const path = decodeURIComponent(url.pathname.slice(base.length));
    // rustdoc asks for a list of implementations in other crates where there are none, too.
    if ([...absent, 'rust/trait.impl/'].some((start) => path.startsWith(start))) return undefined;
    const target = [path, `${path.replace(/\/$/, '')}/index.html`.replace(/^\//, '')].find(
      (one) => existsSync(join(folder, one)) && statSync(join(folder, one)).isFile(),
    );
    if (target === undefined) return 'leads to no file';
    const anchor = url.hash.slice(1);
    // rustdoc shows lines of a source by a script.
    if (anchor === '' || !pages.has(target) || target.startsWith('rust/src/')) return undefined;
    const { ids } = pages.get(target);
    return ids.has(anchor) || ids.has(decodeURIComponent(anchor)) ? undefined : 'leads to an anchor that is not there';
  }
}
