// The READMEs: their length, their figures, and links that work where they are shown.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { anchorOf } from '../../site/links.mjs';
import { root } from '../support/root.mjs';

const read = (path) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');
const withoutCode = (text) => text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
const targets = (text) => [
  ...[...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target),
  ...[...withoutCode(text).matchAll(/(?:src|srcset|href)="([^"]+)"/g)].map(([, target]) => target),
];

test('README.md is read in a minute, and so are those of the registry', () => {
  for (const path of ['README.md', 'pkg/README.md', 'cli/README.md'])
    assert.ok(read(path).split('\n').length <= 121, `${path} has more than 120 lines`);
  assert.ok(readme.trim().split(/\s+/).length <= 900);
});

test('README.md names the sizes and the speed that were measured', () => {
  const { main } = JSON.parse(read('benches/budget.json'));
  const size = Math.round(main.gzip / 1000);
  assert.ok(readme.includes(`[${size} kB gzip](docs/performance.md)`) && readme.includes(`gzip-${size}_kB`));
  const [, ratio] = /([\d.]+) × the CPU time of a bounded `fetch`/.exec(readme);
  assert.match(read('docs/performance.md'), new RegExp(`\\*\\*unloc-integrator-client\\*\\* \\| ${ratio} `));
});

test('the links of README.md lead to files and headings', () => {
  const inside = targets(readme).filter((target) => !target.startsWith('https://'));
  assert.ok(inside.length > 25);
  for (const target of inside) {
    const [path, anchor] = target.split('#');
    const file = path === '' ? 'README.md' : path;
    assert.ok(existsSync(join(root, file)), target);
    if (anchor === undefined) continue;
    const headings = [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading));
    assert.ok(headings.includes(anchor), target);
  }
});

test('the READMEs of the registry have no link that breaks there, and theirs to the repository lead to files', () => {
  const repository = 'https://github.com/unloc-integrator-client/unloc-integrator-client/blob/main/';
  const pictures = 'https://raw.githubusercontent.com/unloc-integrator-client/unloc-integrator-client/main/';
  for (const path of ['pkg/README.md', 'cli/README.md']) {
    assert.ok(targets(read(path)).length > 4);
    for (const target of targets(read(path))) {
      assert.match(target, /^https:\/\//, path);
      for (const base of [repository, pictures]) {
        if (!target.startsWith(base)) continue;
        const [file, anchor] = target.slice(base.length).split('#');
        assert.ok(existsSync(join(root, file)), target);
        const headings = anchor ? [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading)) : [];
        assert.ok(anchor === undefined || headings.includes(anchor), target);
      }
    }
  }
});

test('every link between the documents leads to a file and a heading', () => {
  const documents = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  for (const path of documents.map((name) => `docs/${name}`)) {
    for (const target of targets(read(path)).filter((one) => !/^https?:/.test(one))) {
      const [file, anchor] = target.split('#');
      const full = file === '' ? path : join(dirname(path), file);
      assert.ok(existsSync(join(root, full)), `${path}: ${target}`);
      if (anchor === undefined) continue;
      const headings = [...read(full).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading));
      assert.ok(headings.includes(anchor), `${path}: ${target}`);
    }
  }
});
