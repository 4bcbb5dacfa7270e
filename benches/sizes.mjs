// Bytes over the wire.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = join(fileURLToPath(import.meta.url), '..', '..');

/** Bytes as they are, by gzip -9 and by brotli 11. */
export function sizeOf(bytes) {
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }).length,
  };
}

function sum(sizes) {
  const total = (unit) => sizes.reduce((sofar, size) => sofar + size[unit], 0);
  return { raw: total('raw'), gzip: total('gzip'), brotli: total('brotli') };
}

const { page: pageBudget, ...budget } = JSON.parse(readFileSync(new URL('budget.json', import.meta.url), 'utf8'));

const distribution = join(root, 'pkg', 'dist');
const builtPage = join(root, 'www', 'dist');

const contentsOf = (files, folder = distribution) => files.map((file) => readFileSync(join(folder, file)));

/**
 * What the page “Doors and keys” loads before its first rows on an account: the page, its styles, the modules of these
 * entries with all that they import, and the client's wasm. The embedded Unloc is not among it.
 */
function filesOfFirstLoad() {
  const names = readdirSync(join(builtPage, 'assets'));
  const html = readFileSync(join(builtPage, 'index.html'), 'utf8');
  const wanted = new Set([...html.matchAll(/assets\/([\w.-]+)/g)].map(([, name]) => name));
  const starts = [
    ...pageBudget.entries.map((entry) => [entry, '.js']),
    ...pageBudget.files.map((file) => [file, '.wasm']),
  ];
  for (const name of names)
    if (starts.some(([start, end]) => name.startsWith(`${start}-`) && name.endsWith(end))) wanted.add(name);
  // A set that grows is walked to its end.
  for (const name of wanted) {
    if (!name.endsWith('.js')) continue;
    const code = readFileSync(join(builtPage, 'assets', name), 'utf8');
    for (const [, imported] of code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) wanted.add(imported);
  }
  return ['index.html', ...[...wanted].map((name) => join('assets', name))];
}

/** Changes when what is measured does. */
export function fingerprint() {
  const hash = createHash('sha256');
  for (const { files } of Object.values(budget)) for (const bytes of contentsOf(files)) hash.update(bytes);
  return hash.digest('hex');
}

const row = (name, files, most, folder) => ({
  name,
  files,
  budget: most,
  ...sum(contentsOf(files, folder).map(sizeOf)),
});

/** The package's rows of budget.json with their bytes, each file compressed on its own, as servers do. */
export function published() {
  return Object.entries(budget).map(([name, { files, gzip }]) => row(name, files, gzip));
}

/** The same of the page's first load. */
export function firstLoad() {
  return row('page', filesOfFirstLoad(), pageBudget.gzip, builtPage);
}

/** The wasm of the client. */
export function clientWasm() {
  return sizeOf(contentsOf(['unloc_integrator_client.wasm'])[0]);
}

/** What one list of keys through another client puts into a page, bundled and minified by esbuild. */
export async function others() {
  const { build } = await import('esbuild');
  const entries = { 'openapi-fetch': 'openapi-fetch', ky: 'ky', axios: 'axios', 'mapped to classes': 'mapped' };
  return Promise.all(
    Object.entries(entries).map(async ([name, file]) => {
      const {
        outputFiles: [bundle],
      } = await build({
        entryPoints: [join(root, 'benches', 'contenders', `${file}.mjs`)],
        bundle: true,
        minify: true,
        write: false,
        format: 'esm',
        target: 'es2022',
        platform: 'browser',
        legalComments: 'none',
      });
      return { name, ...sizeOf(bundle.contents) };
    }),
  );
}
