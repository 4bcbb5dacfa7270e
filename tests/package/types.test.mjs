// The declarations of the tarball, checked by TypeScript 3.7 and the newest, by publint and by are-the-types-wrong.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { installed, pack, packageName, root } from '../support/packed.mjs';

const { tarball } = pack();
const folder = installed(tarball);
cpSync(join(root, 'tests', 'package', 'types'), folder, { recursive: true });
cpSync(join(folder, 'consumer.ts'), join(folder, 'consumer.mts'));

const oldest = join(root, 'node_modules', 'typescript-3.7', 'lib', 'tsc.js');
const newest = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

function run(program, parameters, cwd = folder) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...parameters], { cwd, encoding: 'utf8' });
  return { output: `${stdout}${stderr}`, status };
}

/** Compiles one file as its own project, with the types of its libraries and of the package only. */
function compile(compiler, options, file = 'consumer.ts') {
  const project = join(folder, 'tsconfig.json');
  const compilerOptions = { noEmit: true, strict: true, target: 'es2018', types: [], ...options };
  writeFileSync(project, JSON.stringify({ compilerOptions, files: [file] }));
  return run(compiler, ['--project', project]);
}

const libraries = { 'with the DOM': ['es2018', 'dom'], 'without the DOM': ['es2018'] };

for (const [withWhat, lib] of Object.entries(libraries)) {
  test(`TypeScript 3.7 compiles a user's file strictly, ${withWhat}`, () => {
    assert.match(run(oldest, ['--version']).output, /^Version 3\.7\./);
    const { output, status } = compile(oldest, {
      lib,
      module: 'commonjs',
      moduleResolution: 'node',
      esModuleInterop: true,
    });
    assert.equal(status, 0, output);
  });

  for (const [module, resolution, file] of [
    ['nodenext', 'nodenext', 'consumer.ts'],
    ['nodenext', 'nodenext', 'consumer.mts'],
    ['node16', 'node16', 'consumer.mts'],
    ['esnext', 'bundler', 'consumer.ts'],
  ]) {
    test(`the newest TypeScript compiles ${file} strictly, ${withWhat}, resolving as ${resolution}`, () => {
      const { output, status } = compile(
        newest,
        { lib, module, moduleResolution: resolution, exactOptionalPropertyTypes: true },
        file,
      );
      assert.equal(status, 0, output);
    });
  }
}

test("Node's servers of HTTP/1 and HTTP/2 take a handler for Node", () => {
  const { output, status } = compile(
    newest,
    {
      lib: ['es2022'],
      module: 'nodenext',
      moduleResolution: 'nodenext',
      types: ['node'],
      typeRoots: [join(root, 'node_modules', '@types')],
    },
    'node-servers.ts',
  );
  assert.equal(status, 0, output);
});

for (const [name, compiler, options] of [
  ['TypeScript 3.7', oldest, { module: 'commonjs', moduleResolution: 'node' }],
  ['the newest TypeScript', newest, { module: 'nodenext', moduleResolution: 'nodenext' }],
]) {
  test(`${name} refuses a mistyped member, argument or option, on that very line`, () => {
    const { output } = compile(compiler, { lib: ['es2018'], ...options }, 'mistakes.ts');
    const expected = readFileSync(join(folder, 'mistakes.ts'), 'utf8')
      .split('\n')
      .flatMap((line, index) => (line.endsWith('// MISTAKE') ? [index + 1] : []));
    const refused = [...new Set([...output.matchAll(/^mistakes\.ts\((\d+),/gm)].map((match) => Number(match[1])))];
    assert.deepEqual(refused, expected, output);
  });
}

test('no declaration holds `any`, and each public one is explained', () => {
  const filesBelow = (path) =>
    readdirSync(path).flatMap((name) => {
      const inner = join(path, name);
      return statSync(inner).isDirectory() ? filesBelow(inner) : [inner];
    });
  const declarations = filesBelow(join(folder, 'node_modules', packageName, 'dist'))
    // The entry `wasm` is as wasm-bindgen wrote it.
    .filter((path) => path.endsWith('.d.ts') && !path.includes(join('dist', 'wasm')));
  assert.ok(declarations.length > 3);
  for (const path of declarations) {
    const text = readFileSync(path, 'utf8');
    // An error code is the one place where users meet the word, and `owners: 'any'` the other.
    const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/'(?:wasm_unavailable|any)'/g, '');
    assert.doesNotMatch(code, /\bany\b/, path);
    assert.doesNotMatch(code, /^(?:import|export) type [{*]|\bimport type\b|#private|wasm/m, path);
    const bare = text
      .split('\n')
      .filter(
        (line, index, lines) =>
          /^export (?:declare |interface |type \w+|class )/.test(line) && !/\*\/\s*$/.test(lines[index - 1] ?? ''),
      );
    assert.deepEqual(bare, [], `without a comment in ${path}`);
  }
});

test('publint finds nothing to complain of in the tarball', async () => {
  const { publint } = await import('publint');
  const { formatMessage } = await import('publint/utils');
  const { messages, pkg } = await publint({ pack: { tarball: readFileSync(tarball).buffer }, strict: true });
  // publint suggests `"type": "commonjs"`, but the ES modules for old bundlers must be named .js.
  const problems = messages.filter(({ code }) => code !== 'USE_TYPE');
  assert.deepEqual(
    problems.map((message) => formatMessage(message, pkg)),
    [],
  );
});

test("are-the-types-wrong finds every entry's types right, in every way of resolving", () => {
  const program = join(root, 'node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js');
  const { output, status } = run(program, [
    tarball,
    '--format',
    'json',
    '--exclude-entrypoints',
    './unloc_integrator_client.wasm',
    './sandbox/unloc_sandbox.wasm',
    './access/unloc_access.wasm',
    './wasm',
    './wasm/unloc_integrator_client_bg.wasm',
  ]);
  assert.equal(status, 0, output);
  const { analysis } = JSON.parse(output);
  assert.deepEqual(
    Object.keys(analysis.entrypoints)
      .filter((name) => name !== './package.json')
      .sort(),
    [
      '.',
      './access',
      './access/file-store',
      './access/postgres-store',
      './access/slim',
      './auth',
      './sandbox',
      './slim',
    ],
  );
  assert.deepEqual(analysis.problems, []);
});

test('the types of the entry wasm are right for ES modules, the only ones that can import it', () => {
  const program = join(root, 'node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js');
  const { output, status } = run(program, [
    tarball,
    '--format',
    'json',
    '--profile',
    'esm-only',
    '--entrypoints',
    './wasm',
  ]);
  assert.equal(status, 0, output);
});

for (const [module, resolution] of [
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
]) {
  test(`the newest TypeScript compiles a user of the entry wasm strictly, resolving as ${resolution}`, () => {
    const { output, status } = compile(
      newest,
      { lib: ['es2022', 'dom'], module, moduleResolution: resolution, exactOptionalPropertyTypes: true },
      'plain.mts',
    );
    assert.equal(status, 0, output);
  });
}
