// The policy of the built page, as the browser enforces it, and as docs/page.md has it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../support/root.mjs';
import { startPage } from '../support/page.mjs';

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

/** What a page might do with a foreign text; resolves to what was thrown, and to the rules that the browser named. */
const attempts = `async () => {
  const rules = new Set();
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => rules.add(effectiveDirective));
  const thrown = async (attempt) => {
    try {
      await attempt();
      return 'nothing';
    } catch (error) {
      return error.name;
    }
  };
  const append = (tag, members) => document.head.append(Object.assign(document.createElement(tag), members));
  const outcomes = {
    markup: await thrown(() => append('div', { innerHTML: '<b>x</b>' })),
    text: await thrown(() => append('script', { textContent: 'window.foreign = true' })),
    file: await thrown(() => append('script', { src: 'https://foreign.example/x.js' })),
    policy: await thrown(() => trustedTypes.createPolicy('another', { createHTML: (text) => text })),
    call: await thrown(() => fetch('http://foreign.example/')),
    frame: await thrown(() => append('iframe', { src: 'https://foreign.example/' })),
  };
  await new Promise((resolve) => setTimeout(resolve, 500));
  return { ...outcomes, rules: [...rules].sort(), ran: 'foreign' in window };
}`;

test("no text becomes code or markup, and nothing but the page's own files runs", async () => {
  const it = await site.open();
  assert.deepEqual(it.complaints, []);
  assert.deepEqual(await it.page.evaluate(`(${attempts})()`), {
    markup: 'TypeError',
    text: 'TypeError',
    file: 'TypeError',
    policy: 'TypeError',
    call: 'TypeError',
    frame: 'nothing',
    rules: ['connect-src', 'frame-src', 'require-trusted-types-for', 'trusted-types'],
    ran: false,
  });
  await it.close();
});

test('the policy is that of docs/page.md', () => {
  const built = readFileSync(join(root, 'www', 'dist', 'index.html'), 'utf8');
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(built);
  const [, said] = /## Content security policy[\s\S]*?```\n([\s\S]*?)```/.exec(
    readFileSync(join(root, 'docs', 'page.md'), 'utf8'),
  );
  assert.deepEqual(
    said
      .trim()
      .split('\n')
      .map((line) => line.replace(/;$/, '')),
    policy.replaceAll('&#39;', "'").split('; '),
  );
});
