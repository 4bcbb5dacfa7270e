// Writes the page that Chromium opens.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Writes `index.html` and `page.js` into a folder. This package comes as bundlers for browsers would take it. */
export async function writePage(folder) {
  mkdirSync(folder, { recursive: true });
  const forBrowsers = {
    name: 'for-browsers',
    setup({ onResolve }) {
      onResolve({ filter: /pkg\/dist\/index\.node\.mjs$/ }, () => ({
        path: join(here, '..', '..', 'pkg', 'dist', 'index.mjs'),
      }));
    },
  };
  await build({
    entryPoints: [join(here, 'page.mjs')],
    outfile: join(folder, 'page.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    platform: 'browser',
    logLevel: 'error',
    // The slim entry is only started, which happens in Node.
    external: ['*/slim.node.mjs'],
    plugins: [forBrowsers],
  });
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>bench</title><script src="page.js"></script>',
  );
}
