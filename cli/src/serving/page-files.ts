import { realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

/** Types by file ending. Without the right one a browser refuses modules, and wasm does not compile while it streams. */
const types: { readonly [ending: string]: string } = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** The type of a file. */
export function contentType(file: string): string {
  return types[extname(file).toLowerCase()] ?? 'application/octet-stream';
}

function segmentsOf(path: string): string[] | undefined {
  try {
    const segments = path.split('/').filter(Boolean).map(decodeURIComponent);
    const sound = segments.every((segment) => !segment.startsWith('.') && !/[/\\:\0]/.test(segment));
    return sound ? segments : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The file that a path below the page's folder means; a folder means its index.html. What lies outside, by `..`, by an
 * encoded slash or by a symbolic link, is not there; nor is what begins with a dot.
 */
export async function fileFor(path: string, folder: string): Promise<string | undefined> {
  const segments = segmentsOf(path);
  if (segments === undefined) return undefined;
  try {
    const top = await realpath(folder);
    let file = await realpath(join(top, ...segments));
    if ((await stat(file)).isDirectory()) file = await realpath(join(file, 'index.html'));
    return file.startsWith(top + sep) && (await stat(file)).isFile() ? file : undefined;
  } catch {
    // Not there, or not ours to read: the same to a browser.
    return undefined;
  }
}
