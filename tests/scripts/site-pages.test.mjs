// What is in the site: site/pages.mjs, and the links of the documents.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { root } from '../../scripts/setup/project.mjs';
import { anchorOf, linkInSite } from '../../site/links.mjs';
import { sources, strays } from '../../site/stage.mjs';

test('each document is on a page of the site, and each page is there', () => {
  assert.deepEqual(strays(root), []);
});

test('a link of a document leads to its page, or to the repository, and a dead one is an error', () => {
  const pages = sources(root);
  const link = (source, target) => linkInSite(root, pages, source, target);
  assert.equal(link('docs/tokens.md', 'errors.md#who-repeats-what'), 'errors.md#who-repeats-what');
  assert.equal(link('docs/decisions/README.md', '../performance.md'), '../performance.md');
  assert.equal(link('docs/page.md', '../sandbox/README.md#seeds'), 'embedded-unloc.md#seeds');
  assert.equal(link('docs/page.md', 'decisions'), 'decisions/index.md');
  assert.equal(link('docs/openapi/README.md', 'v1.json'), '/openapi/v1.json');
  assert.match(
    link('docs/page.md', '../CONTRIBUTING.md#the-page'),
    /^https:.*\/blob\/main\/CONTRIBUTING\.md#the-page$/,
  );
  assert.match(link('docs/page.md', '../www'), /^https:.*\/tree\/main\/www$/);
  assert.equal(link('docs/page.md', 'https://example.com/'), 'https://example.com/');
  assert.throws(() => link('docs/page.md', 'absent.md'), /docs\/page\.md links to absent\.md, which is not there/);
});

test('anchors are those of GitHub', () => {
  assert.equal(anchorOf('`www/src/`, the page “Doors and keys”'), 'wwwsrc-the-page-doors-and-keys');
  assert.equal(anchorOf('keys.revokeAll'), 'keysrevokeall');
  assert.equal(anchorOf('Key_state, in short'), 'key_state-in-short');
});
