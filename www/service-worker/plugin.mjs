// Builds the service worker of the page, which knows all its files.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';

const source = fileURLToPath(new URL('worker.ts', import.meta.url));

/** Writes `service-worker.js` beside the page, with the names of all files and a version that changes with any of them. */
export const serviceWorker = {
  name: 'service-worker',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    async handler(_, bundle) {
      const made = Object.values(bundle);
      const hash = createHash('sha256').update(readFileSync(source));
      for (const one of made) hash.update(one.fileName).update(one.type === 'chunk' ? one.code : one.source);
      const files = made.map(({ fileName }) => `./${fileName}`).filter((file) => file !== './index.html');
      const { code } = await transform(readFileSync(source, 'utf8'), {
        loader: 'ts',
        minify: true,
        define: {
          version: JSON.stringify(hash.digest('hex').slice(0, 16)),
          files: JSON.stringify(['./', './icon.svg', ...files]),
        },
      });
      this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: code });
    },
  },
};
