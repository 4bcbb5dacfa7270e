// The installed package as a browser's own modules, without a bundler, and under content security policies.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { build } from 'esbuild';
import { createPageServer, listen } from '../../scripts/start/page-server.mjs';
import { closeBrowser, reportOf } from '../support/chromium.mjs';
import { copyConsumer, copyConsumerForBrowsers, installed, pack, packageName, writePage } from '../support/packed.mjs';

const { tarball } = pack();
const folder = installed(tarball);
copyConsumerForBrowsers(folder);
const page = (name, script, policy) => writePage(folder, name, script, policy);

const server = createPageServer({ '/': folder });
const address = await listen(server, 42_300, 200);
after(async () => {
  await closeBrowser();
  server.closeAllConnections();
  server.close();
});
const reported = (name) => reportOf(new URL(`${name}.html`, address).href);

test('a page imports the package by <script type="module"> and gets all data of a lock holder', async () => {
  page('main', 'src/main.js');
  assert.match(await reported('main'), /[1-9]\d* locks, [1-9]\d* keys, [1-9]\d* roles(?:, [1-9]\d* openings)?$/);
});

test('a page imports slim, which fetches its .wasm and compiles it while it streams', async () => {
  page('slim', 'src/slim.js');
  assert.match(await reported('slim'), /[1-9]\d* locks, [1-9]\d* keys, [1-9]\d* roles(?:, [1-9]\d* openings)?$/);
});

test("a page imports wasm-pack's own output, which loads its .wasm", async () => {
  page('wasm', 'src/wasm.js');
  assert.match(await reported('wasm'), /[1-9]\d* locks, [1-9]\d* keys, [1-9]\d* roles(?:, [1-9]\d* openings)?$/);
});

test('a page bundled by esbuild without any setting gets all data of a lock holder', async () => {
  // The consumer unchanged: the bundler resolves the package by its name.
  const bundled = join(folder, 'bundled');
  copyConsumer(bundled);
  await build({
    absWorkingDir: folder,
    entryPoints: ['bundled/main.js'],
    bundle: true,
    outfile: join(bundled, 'out.js'),
    logLevel: 'silent',
  });
  page('bundled_page', 'bundled/out.js');
  assert.match(
    await reported('bundled_page'),
    /[1-9]\d* locks, [1-9]\d* keys, [1-9]\d* roles(?:, [1-9]\d* openings)?$/,
  );
});

test('a bundle that uses only UnlocError holds no wasm', async () => {
  const {
    outputFiles: [output],
  } = await build({
    absWorkingDir: folder,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    logLevel: 'silent',
    stdin: {
      contents: `import { UnlocError } from '${packageName}'; console.log(UnlocError.name);`,
      resolveDir: folder,
    },
  });
  assert.ok(output.contents.length < 10_000, `it has ${output.contents.length} bytes`);
});

test('under a policy without wasm-unsafe-eval every entry ends with an error that names the policy, and nothing throws at once', async () => {
  page('forbidden', 'src/content-security-policy.js', "default-src 'self'");
  const said = (await reported('forbidden')).split('; ');
  assert.equal(said.length, 3);
  for (const [index, operation] of ['getLocks', 'createSandbox', 'load'].entries())
    assert.match(said[index], new RegExp(`^error wasm_unavailable: ${operation}: .*'wasm-unsafe-eval'`));
});

test('under a policy with wasm-unsafe-eval the package works', async () => {
  page('allowed', 'src/content-security-policy.js', "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'");
  assert.equal(await reported('allowed'), '1 lock; a sandbox; slim');
});
