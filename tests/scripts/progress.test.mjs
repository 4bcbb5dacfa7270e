import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { spawn as spawnInTerminal } from '@lydell/node-pty';
import { run, withoutColours } from '../../scripts/setup/command.mjs';
import { Progress, clock } from '../../scripts/setup/progress.mjs';
import { root } from '../../scripts/setup/project.mjs';

let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'progress-'));
});
after(() => {
  rmSync(folder, { recursive: true });
});

/** What is not a terminal; `wait(pattern)` resolves when that was written to it. */
function pipe() {
  const waiting = [];
  return {
    text: '',
    write(text) {
      this.text += text;
      for (const { pattern, resolve } of waiting) if (pattern.test(this.text)) resolve();
    },
    wait(pattern) {
      const awake = setInterval(() => {}, 1000); // the lines of life alone keep no program alive
      return new Promise((resolve) => waiting.push({ pattern, resolve })).finally(() => clearInterval(awake));
    },
  };
}

const node = (code) => [process.execPath, ['-e', code], { quiet: true, title: 'the compiler' }];

/** A command of two steps, as a program of its own; `code` is what the second runs. */
function program(name, code) {
  const [setup, file] = [pathToFileURL(join(root, 'scripts', 'setup')).href, join(folder, `${name}.mjs`)];
  writeFileSync(
    file,
    `import { asProgram, run } from '${setup}/command.mjs';
    import { Progress } from '${setup}/progress.mjs';
    await asProgram(async () => {
      const rows = [{ title: '1 tools', seconds: 90 }, { title: '2 client' }];
      const progress = new Progress('${name}', rows, { folder: ${JSON.stringify(folder)} });
      await progress.step('1 tools', async () => {});
      await progress.step('2 client', () => run(process.execPath, ['-e', ${JSON.stringify(code)}], { quiet: true, title: 'the compiler' }));
      progress.end();
      console.log('and then');
    });`,
  );
  return file;
}

/** Runs a program in a terminal. Resolves to all that it wrote. */
function inTerminal(file, env) {
  const { CI: _, NO_COLOR: __, ...others } = process.env;
  const terminal = spawnInTerminal(process.execPath, [file], { cols: 60, env: { ...others, ...env } });
  return new Promise((resolve) => {
    let written = '';
    terminal.onData((data) => {
      written += data;
    });
    terminal.onExit(() => resolve(written));
  });
}

test('where nobody watches there is a line for each step as it ends, and what programs print is in the log alone', async () => {
  const stream = pipe();
  const progress = new Progress('piped', [{ title: '1 tools' }, { title: '2 client' }], { stream, env: {}, folder });
  await progress.step('1 tools', () =>
    run(
      ...node(
        'console.error("[WARN] no version"); process.stdout.write("Compi"); setTimeout(() => process.stdout.write("ling syn"), 50)',
      ),
    ),
  );
  assert.equal(await progress.step('2 client', async () => 'a result'), 'a result');
  progress.end();
  assert.match(stream.text, /piped\.log\n {2}✓ 1 tools {3}\d:\d\d\n {2}✓ 2 client {2}\d:\d\d\n$/);
  assert.doesNotMatch(stream.text, /WARN|Compiling/);
  assert.equal(withoutColours(stream.text), stream.text);
  assert.equal(
    readFileSync(join(folder, 'piped.log'), 'utf8').split('\n').sort().join('\n'),
    '\nthe compiler | Compiling syn\nthe compiler | [WARN] no version',
  );
});

test('a step says that it is alive, and what its program does', async () => {
  const stream = pipe();
  const progress = new Progress('alive', [{ title: '1 tools' }], { stream, env: {}, folder, quietSeconds: 0.05 });
  await progress.step('1 tools', async () => {
    await run(...node('console.log("Compiling walrus")'));
    await stream.wait(/^ {2}… 1 tools {2}\d:\d\d {2}Compiling walrus\n/m);
  });
  progress.end();
});

test('what a step says stands for its title, and the last run is the estimate of the next', async () => {
  const rows = [{ title: 'Rust', seconds: 300 }, { title: 'later' }];
  const first = pipe();
  const before = new Progress('times', rows, { stream: first, env: {}, folder, seconds: 300 });
  await before.step('Rust', async () => ({ said: 'Rust 1.95.0' }));
  await before.step('later', async () => {});
  before.end();
  assert.match(first.text, /^About 5 minutes, by 2 steps\. /);
  assert.match(first.text, /^ {2}✓ Rust 1\.95\.0$/m);

  writeFileSync(join(folder, 'times-times.json'), '{"Rust":290,"later":50,"all":600}');
  const second = pipe();
  const again = new Progress('times', rows, { stream: second, env: {}, folder, seconds: 300, quietSeconds: 0.05 });
  await again.step('later', () => second.wait(/… later {2}\d:\d\d of about 0:50/));
  again.end();
  assert.match(second.text, /^About 10 minutes/);
});

test('of a program that fails the end is shown, with the path of the whole', () => {
  const file = program('failing', 'for (let i = 0; i < 90; i++) console.log("line " + i); process.exitCode = 3');
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stdout, /✓ 1 tools.*\n {2}✗ 2 client .*\n$/);
  assert.match(stderr, /^--- the compiler, its last 40 lines; all of it is in .*failing\.log$/m);
  assert.match(stderr, /^line 89\n---\n\n✗ the compiler ended with exit code 3\n$/m);
  assert.doesNotMatch(stderr, /^line 49$/m);
  assert.match(readFileSync(join(folder, 'failing.log'), 'utf8'), /^the compiler \| line 0$/m);
});

test('on a terminal each step has a line that is drawn again', async () => {
  const file = program(
    'live',
    'console.log("Compiling syn with a long line that does not fit into this terminal"); setTimeout(() => {}, 1200)',
  );
  const written = await inTerminal(file, { TERM: 'xterm' });
  assert.ok(written.includes('\u001b[2A'), 'the two lines are drawn again');
  assert.ok(written.includes('\u001b[32m✓'), 'with colours');
  const lines = withoutColours(written).split(/\r?\n/);
  assert.ok(lines.some((line) => /^ {2}… 2 client {2}\d:\d\d {2}Compiling syn with/.test(line)));
  assert.ok(
    lines.every((line) => !line.includes('Compiling') || line.length < 60),
    'a line never wraps',
  );
  assert.match(lines.slice(-3).join('\n'), /✓ 2 client +\d:\d\d\nand then\n$/);
});

test('without colours the lines are still drawn again; a dumb terminal and CI get plain ones', async () => {
  const file = program('plain', 'console.log(1)');
  const uncoloured = await inTerminal(file, { TERM: 'xterm', NO_COLOR: '1' });
  assert.ok(uncoloured.includes('\u001b[2A'));
  assert.ok(!uncoloured.includes('\u001b[32m'));
  for (const env of [{ TERM: 'dumb' }, { TERM: 'xterm', CI: 'true' }])
    assert.ok(!(await inTerminal(file, env)).includes('\u001b['), JSON.stringify(env));
});

test('times are minutes and seconds', () => {
  assert.deepEqual([900, 59_600, 290_000].map(clock), ['0:01', '1:00', '4:50']);
});
