// Builds the page "Doors and keys" into www/dist, where it works from any folder of any static server.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { serviceWorker } from './service-worker/plugin.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const packageFolder = join(here, '..', 'pkg');
const built = (file) => join(packageFolder, 'dist', file);

/** Nothing but the page's own files runs; only WebAssembly is compiled; no text becomes code or markup. */
const policy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  // Pictures of doors come from the API's hosts or from a file that a person chose.
  "img-src 'self' data: blob: https:",
  // The account's API, and its token endpoint: any host with TLS, or this machine.
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  // The address of the service worker, and nothing else (app/offline.ts).
  'trusted-types service-worker',
].join('; ');

/** While developing, Vite adds scripts and styles of its own, so the policy is in the built page only. */
const contentSecurityPolicy = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
      injectTo: 'head-prepend',
    },
  ],
};

/**
 * The entries `sandbox` and `auth` import the main entry, which has the wasm as text. The page has it as a file, once: the
 * entry `slim` exports the same.
 */
const oneClient = {
  name: 'one-client',
  enforce: 'pre',
  resolveId(source, importer) {
    const main = source === 'unloc-integrator-client';
    const fromEntry =
      /\/pkg\/dist\/.*\.mjs$/.test(importer ?? '') && /(?:^|\/)index\.mjs$/.test(source) && source.startsWith('.');
    return main || fromEntry ? built('slim.mjs') : undefined;
  },
};

export default defineConfig({
  root: here,
  base: './',
  plugins: [oneClient, contentSecurityPolicy, serviceWorker],
  resolve: {
    alias: [
      { find: 'unloc-integrator-client/auth', replacement: built('auth.mjs') },
      { find: 'unloc-integrator-client/sandbox', replacement: built('sandbox/index.mjs') },
      { find: 'unloc-integrator-client/access', replacement: built('access/slim.mjs') },
    ],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // With `light-dark()`: 2024.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // kB. The embedded Unloc has its wasm as text and is 920 kB, and only a page without an account loads it.
    chunkSizeWarningLimit: 1000,
    // How long plug-ins take is of no use to whoever builds the page.
    rolldownOptions: {
      checks: { bundlerTimings: false },
      // What many parts share is one file: as forty small ones the first load is 4 kB larger.
      output: { codeSplitting: { groups: [{ name: 'shared', test: /\/www\/src\//, minShareCount: 6 }] } },
    },
  },
});
