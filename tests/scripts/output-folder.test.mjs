// Scripts that write a folder anew delete what an earlier run has left, and nothing else.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { CannotContinue } from '../../scripts/setup/command.mjs';
import { emptyFolder } from '../../scripts/setup/output-folder.mjs';
import { root } from '../../scripts/setup/project.mjs';

let base;
let folder;
before(() => {
  base = mkdtempSync(join(tmpdir(), 'output-folder-'));
});
beforeEach(() => {
  folder = mkdtempSync(join(base, 'one-'));
});
after(() => rmSync(base, { recursive: true }));

const put = (path) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), '');
};
const refused = (work) => assert.throws(work, CannotContinue);

test('a folder that is not there, or empty, is taken', () => {
  emptyFolder(join(folder, 'new', 'folder'));
  emptyFolder(join(folder, 'new', 'folder'));
  assert.ok(existsSync(join(folder, 'new', 'folder')));
});

test('what the script has written goes, and the folder stays', () => {
  put('files/a.tgz');
  put('notes.md');
  emptyFolder(folder, /^(?:notes\.md|files|files\/a\.tgz)$/);
  assert.deepEqual(readdirSync(folder), []);
});

test('a file that is not of the script keeps all of them, however deep it lies', () => {
  put('files/deep/mine.txt');
  put('notes.md');
  refused(() => emptyFolder(folder, /^(?:notes\.md|files|files\/deep)$/));
  refused(() => emptyFolder(folder));
  refused(() => emptyFolder(join(folder, 'notes.md'), /./));
  assert.ok(existsSync(join(folder, 'files', 'deep', 'mine.txt')) && existsSync(join(folder, 'notes.md')));
});

for (const words of [
  ['docs.mjs', '--out', '.'],
  ['release/pack.mjs', '.'],
  ['release/files.mjs', 'tarballs', '.'],
  ['release/files.mjs', '.', '.'],
])
  test(`scripts/${words.join(' ')} deletes nothing of others`, () => {
    put('mine.txt');
    put('tarballs/mine.tgz');
    const [script, ...rest] = words;
    const said = spawnSync(process.execPath, [join(root, 'scripts', script), ...rest], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(said.status, 1);
    assert.match(said.stderr, /name another folder/);
    assert.ok(existsSync(join(folder, 'mine.txt')) && existsSync(join(folder, 'tarballs', 'mine.tgz')));
  });
