// The packed command line: its files, its manifest, and that it runs from its tarball beside the client's.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startUnloc, user } from '../support/cli.mjs';
import { pack, root, temporaryFolder, unpackInto } from '../support/packed.mjs';

const read = (...path) => JSON.parse(readFileSync(join(root, ...path), 'utf8'));
const manifest = read('cli', 'package.json');
const client = read('pkg', 'package.json');
const lock = read('package-lock.json');

const { tarball, files } = pack(undefined, 'cli');
const project = temporaryFolder();
const installed = join(project, 'node_modules', 'unloc-cli');
unpackInto(project, tarball, 'unloc-cli');
unpackInto(project, pack().tarball);
/** What npm would download, from the project's own packages. The matrix installs it in earnest. */
(function bring(names) {
  for (const name of names) {
    const place = join('node_modules', name);
    if (existsSync(join(project, place)) || !existsSync(join(root, place))) continue;
    cpSync(join(root, place), join(project, place), { recursive: true, dereference: true });
    bring(Object.keys(lock.packages[`node_modules/${name}`]?.dependencies ?? {}));
  }
})(Object.keys(manifest.dependencies));

const command = join(installed, manifest.bin.unloc);
const run = (words, env = user().env) =>
  spawnSync(process.execPath, [command, ...words], { cwd: project, env, encoding: 'utf8' });

let unloc;
before(async () => {
  unloc = await startUnloc();
});
after(() => unloc.stop());

test('the tarball holds the command, its manual and what a registry shows, and nothing else', () => {
  const expected = [
    'CHANGELOG.md',
    'LICENSE-APACHE',
    'LICENSE-MIT',
    'README.md',
    'dist/LICENSES.txt',
    'dist/unloc.mjs',
    'man/unloc.1',
    'package.json',
  ];
  const rest = files.filter((path) => !expected.includes(path));
  for (const path of expected) assert.ok(files.includes(path), `${path} is missing`);
  for (const path of rest)
    assert.match(
      path,
      /^dist\/(?:chunks\/)?[\w-]+\.mjs$|^dist\/page\/[\w/.-]+\.(?:html|css|js|svg|wasm)$|^examples\/[\w-]+\.(?:csv|json|ics)$/,
    );
});

test('the version is the client’s, and every version is the one that is tested', () => {
  const { devDependencies } = read('package.json');
  assert.equal(manifest.version, client.version);
  const { 'unloc-integrator-client': ours, ...others } = manifest.dependencies;
  assert.equal(ours, client.version);
  for (const [name, version] of Object.entries({ ...others, ...manifest.optionalDependencies })) {
    assert.match(version, /^\d+\.\d+\.\d+$/, `${name} has an exact version`);
    assert.equal(devDependencies[name], version, name);
  }
});

test('what the code imports is what the manifest names', () => {
  const imported = new Set();
  for (const path of files.filter((one) => one.endsWith('.mjs')))
    for (const [, name] of readFileSync(join(installed, path), 'utf8').matchAll(
      /(?:\bfrom|\bimport\(|^import) ?"((?!\.|node:)(?:@[\w-]+\/)?[\w-]+)(?:\/[^"]*)?"/gm,
    ))
      imported.add(name);
  assert.deepEqual(
    [...imported].sort(),
    [...Object.keys(manifest.dependencies), ...Object.keys(manifest.optionalDependencies)].sort(),
  );
});

test('the manifest says what registries and tools want to know, and installing runs no script', () => {
  assert.equal(manifest.license, client.license);
  assert.equal(manifest.scripts, undefined);
  for (const key of ['description', 'repository', 'engines', 'bin', 'man', 'keywords']) assert.ok(manifest[key], key);
  for (const path of [...Object.values(manifest.bin), ...manifest.man]) assert.ok(files.includes(path), path);
  assert.match(readFileSync(command, 'utf8'), /^#!\/usr\/bin\/env node\n/);
  execFileSync(
    process.execPath,
    [join(root, 'node_modules', 'publint', 'src', 'cli.js'), '--strict', join(root, 'cli')],
    {
      encoding: 'utf8',
    },
  );
});

test('the ten commands of the README run, one after the other', async () => {
  const text = readFileSync(join(installed, 'README.md'), 'utf8');
  const lines = text
    .split('## Ten commands')[1]
    .match(/```sh\n([\s\S]*?)```/)[1]
    .trimEnd()
    .split('\n');
  assert.equal(lines.length, 10);
  const { env } = user(unloc);
  env.UNLOC_PROJECT = JSON.parse(run(['projects', 'list', '--json'], env).stdout).data[0].id;
  for (const line of lines) {
    assert.match(line, /^unloc /);
    const script = `unloc() { ${JSON.stringify(process.execPath)} ${JSON.stringify(command)} "$@"; }\n${line}`;
    const { status, stderr } = spawnSync('sh', ['-c', script], { cwd: project, env, encoding: 'utf8', input: '' });
    assert.equal(status, 0, `${line}: ${stderr}`);
  }
});

test('the exit codes of the README are those of the command', () => {
  const text = readFileSync(join(installed, 'README.md'), 'utf8').split('## Exit codes')[1];
  const codes = [...text.matchAll(/^\| ([\d, ]+) \|/gm)].flatMap(([, list]) => list.split(', '));
  const known = [...run(['help', 'errors']).stdout.matchAll(/^ {2}(\d+) {2}/gm)].map(([, code]) => code);
  assert.deepEqual(codes, known);
});

test('it runs from the tarballs: version, help, an account', () => {
  assert.equal(run(['--version']).stdout.trim(), manifest.version);
  assert.match(run(['help', 'keys', 'give']).stdout, /unloc keys give/);
  assert.match(run(['completion', 'bash']).stdout, /complete -F/);
  const { env } = user(unloc);
  const projects = JSON.parse(run(['projects', 'list', '--json'], env).stdout).data;
  env.UNLOC_PROJECT = projects[0].id;
  const { status, stdout, stderr } = run(['doors', 'list', '--ndjson'], env);
  assert.deepEqual([status, stderr], [0, '']);
  assert.ok(stdout.trim().split('\n').length > 1);
  // A time zone needs its polyfill, a number its library.
  const asked = run(
    [
      'keys',
      'give',
      '--to',
      '+4790000001',
      '--door',
      JSON.parse(stdout.split('\n')[0]).id,
      '--from',
      'tomorrow 12:00',
      '--for',
      '2d',
      '--dry-run',
    ],
    env,
  );
  assert.equal(asked.status, 0, asked.stderr);
});
