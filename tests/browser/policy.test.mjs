// The page's content-security policy, and that its files ask for no more.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/browser.mjs';

const html = readFileSync(join(root, 'www', 'index.html'), 'utf8');

test('the policy allows this origin, WebAssembly and the one import map, and nothing else', () => {
  const policy = html.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)[1];
  const map = html.match(/<script type="importmap">(.*?)<\/script>/s)[1];
  const hash = createHash('sha256').update(map).digest('base64');
  assert.deepEqual(
    policy.split('; ').sort(),
    [
      "base-uri 'none'",
      "default-src 'self'",
      "form-action 'none'",
      "object-src 'none'",
      `script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}'`,
    ],
    'if the import map has changed, its hash in the policy has to follow',
  );
});

test('there is no inline script but the import map, no inline style, and no other place is named', () => {
  assert.equal(html.match(/<script(?![^>]*\ssrc=)[^>]*>/g).length, 1);
  assert.doesNotMatch(html, /\sstyle=|<style|\son[a-z]+=/i);
  const files = ['.', 'js', 'css'].flatMap((folder) =>
    readdirSync(join(root, 'www', folder), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(root, 'www', folder, entry.name)),
  );
  assert.ok(files.length > 20);
  for (const file of files) {
    const text = readFileSync(file, 'utf8').replaceAll('http://www.w3.org/2000/svg', '');
    assert.doesNotMatch(text, /https?:\/\/|innerHTML|outerHTML|insertAdjacentHTML|document\.write|@import/, file);
  }
});
