// A small static server for the page: read only, this machine only, and never above the folders it is given.
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';

/** Types by file ending. Without the right one a browser refuses modules, and wasm does not compile while it streams. */
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** The type of a file for the header `content-type`. */
export function contentType(path) {
  return types[extname(path).toLowerCase()] ?? 'application/octet-stream';
}

/**
 * The real path of the file that a URL's path means, or `undefined` if there is none.
 *
 * `mounts` maps URL prefixes that end in `/` to folders; the longest that fits is taken. A folder means its
 * index.html. What lies outside its mount, by `..`, by an encoded slash or by a symbolic link, is not there;
 * nor is what begins with a dot.
 */
export async function fileFor(urlPath, mounts) {
  const prefix = Object.keys(mounts)
    .filter((start) => urlPath.startsWith(start))
    .sort((a, b) => b.length - a.length)[0];
  if (prefix === undefined) return undefined;
  const segments = decodedSegments(urlPath.slice(prefix.length));
  if (!segments) return undefined;
  try {
    const folder = await realpath(mounts[prefix]);
    let path = await realpath(join(folder, ...segments));
    if ((await stat(path)).isDirectory()) path = await realpath(join(path, 'index.html'));
    const inside = path.startsWith(folder + sep);
    return inside && (await stat(path)).isFile() ? path : undefined;
  } catch {
    return undefined; // not there, or not ours to read: the same to a browser
  }
}

/** A server of these mounts (see `fileFor`); the caller lets it listen. */
export function createPageServer(mounts) {
  return createServer(async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(response, 405, 'Only GET and HEAD are served here.');
    const urlPath = request.url.split(/[?#]/)[0];
    const file = await fileFor(urlPath, mounts);
    if (!file) return refuse(response, 404, 'There is nothing at this address.');
    const { size } = await stat(file);
    response.writeHead(200, {
      'content-type': contentType(file),
      'content-length': size,
      'cache-control': 'no-store', // a page that was just built again must not meet yesterday's module
      'x-content-type-options': 'nosniff',
    });
    if (request.method === 'HEAD') return response.end();
    return createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  });
}

/** Lets a server listen on this machine, on `port` or the next free one; resolves to the address. */
export async function listen(server, port, attempts = 50) {
  for (let candidate = port; candidate < port + attempts; candidate += 1) {
    if (await listensOn(server, candidate)) return `http://127.0.0.1:${server.address().port}/`;
  }
  return undefined;
}

function listensOn(server, port) {
  return new Promise((resolve, reject) => {
    const failed = (error) => (error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error));
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      resolve(true);
    });
  });
}

function decodedSegments(path) {
  let segments;
  try {
    segments = path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return undefined; // a broken escape
  }
  const sound = segments.every((segment) => !segment.startsWith('.') && !/[/\\\0]/.test(segment));
  return sound ? segments : undefined;
}

function refuse(response, status, sentence) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' });
  response.end(`${sentence}\n`);
}
