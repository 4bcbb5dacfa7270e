// The check of the built pages: what it finds, and what it does not mind.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { deadLinks } from '../../site/check-links.mjs';

/** What is said of a site of these pages, served at /docs/. */
function said(pages, absent) {
  const folder = mkdtempSync(join(tmpdir(), 'links-'));
  try {
    mkdirSync(join(folder, 'deep'));
    for (const [name, html] of Object.entries(pages)) writeFileSync(join(folder, name), html);
    return deadLinks(folder, '/docs/', absent).sentences;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('links that lead somewhere are not mentioned', () => {
  const pages = {
    'index.html': `<h1 id="top">…</h1><a href="deep/other.html#%C3%A5">1</a><a href="/docs/deep/">2</a><a href="#top">3</a>
      <a href="https://example.com/absent">4</a><a href="mailto:a@example.com">5</a><img src="data:,x"><a href="rust/x/">6</a>`,
    'deep/index.html': '<a href="../">back</a>',
    'deep/other.html': '<h2 id="å">…</h2><a href="../index.html?query#top">back</a>',
  };
  assert.deepEqual(said(pages, ['rust/']), []);
});

test('a file, an anchor or a path that is not there is said, with its page', () => {
  const pages = {
    'index.html': '<a href="absent.html">1</a><a href="#absent">2</a><a href="/other/">3</a>',
    'deep/other.html': '<img src="../absent.png">',
  };
  assert.deepEqual(said(pages).sort(), [
    'deep/other.html: ../absent.png leads to no file',
    'index.html: #absent leads to an anchor that is not there',
    'index.html: /other/ leaves the site, which is at /docs/',
    'index.html: absent.html leads to no file',
  ]);
});

test('what a browser would load from another host is said', () => {
  const pages = {
    'index.html': `<script src="https://cdn.example/a.js"></script><link rel="stylesheet" href="//fonts.example/b.css">
      <img srcset="https://cdn.example/c.png 2x">`,
  };
  assert.equal(said(pages).filter((sentence) => sentence.endsWith('is loaded from another host')).length, 3);
});
