// npm run mutants:access [-- R17 R18 …]: takes the check of each safety rule away, one at a time, and runs that rule's
// test, which must fail. Works in a copy of the repository, below target/, so that the checkout stays as it is.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { mutants, namedTests } from '../support/access-rules.mjs';
import { root } from '../support/root.mjs';

const copy = join(root, 'target', 'access-mutants', 'copy');
const environment = {
  ...process.env,
  CARGO_TARGET_DIR: process.env.CARGO_TARGET_DIR ?? join(root, 'target', 'access-mutants', 'cargo'),
};
delete environment.NODE_TEST_CONTEXT;
/** The build looks for the wasm below the copy's own target. */
const { CARGO_TARGET_DIR: _, ...forBuild } = environment;
/** Of a build or a test, the first of which compiles everything. */
const minutes = 30;

function run(command, parameters, { env = environment } = {}) {
  const done = spawnSync(command, parameters, {
    cwd: copy,
    env,
    encoding: 'utf8',
    timeout: minutes * 60_000,
    killSignal: 'SIGKILL',
  });
  return { ok: done.status === 0, timedOut: done.error?.code === 'ETIMEDOUT', said: `${done.stdout}${done.stderr}` };
}

/** Writes a file only where it differs, so that Cargo sees what has changed. */
function follow(file) {
  const [from, to] = [join(root, file), join(copy, file)];
  if (!existsSync(from) || statSync(from).isDirectory()) return;
  if (existsSync(to) && readFileSync(to).equals(readFileSync(from))) return;
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

/** Removes from the copy what is no longer in the repository. */
function forget(folder, files) {
  if (!existsSync(join(copy, folder))) return;
  for (const entry of readdirSync(join(copy, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) forget(path, files);
    else if (!files.has(path)) rmSync(join(copy, path));
  }
}

function prepare() {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const files = listed.stdout.split('\0').filter(Boolean);
  mkdirSync(copy, { recursive: true });
  for (const folder of ['access', 'pkg/src', 'tests/node/access']) forget(folder, new Set(files));
  for (const file of files) follow(file);
  for (const linked of ['node_modules', '.tools']) {
    if (existsSync(join(root, linked)) && !existsSync(join(copy, linked))) {
      symlinkSync(join(root, linked), join(copy, linked));
    }
  }
  const built = join(root, 'target', 'wasm-pack');
  if (existsSync(built) && !existsSync(join(copy, 'target', 'wasm-pack'))) {
    cpSync(built, join(copy, 'target', 'wasm-pack'), { recursive: true });
  }
}

const inRust = (test) => test === 'rust';
const build = (script) => run(process.execPath, [script], { env: forBuild });

/** Compiles what a row's test needs. */
function compile({ test }) {
  return inRust(test)
    ? run('cargo', ['test', '--locked', '-p', 'unloc-access', '--test', 'rules', '--no-run'])
    : build('tests/access-mutants/build-access.mjs');
}

/** Runs the test of a row's rule, and says whether it ran at all. */
function test({ rule, test: where }) {
  if (inRust(where)) {
    const name = `${rule.toLowerCase()}_`;
    const done = run('cargo', ['test', '--locked', '-p', 'unloc-access', '--test', 'rules', name]);
    return { ...done, ran: /^running [1-9]/m.test(done.said) };
  }
  const done = run(process.execPath, ['--test', '--test-reporter=spec', `--test-name-pattern=^${rule}: `, where]);
  return { ...done, ran: done.said.includes(`${rule}: `) };
}

function outcome(row) {
  const path = join(copy, row.file);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (before.split(row.from).length !== 2) return 'not applicable: its text is not in the file exactly once';
  writeFileSync(
    path,
    before.replace(row.from, () => row.to),
  );
  try {
    const compiled = compile(row);
    if (!compiled.ok) return `not applicable: it does not compile\n${compiled.said.slice(-1500)}`;
    const { ok, ran, timedOut } = test(row);
    if (timedOut) return 'killed: its test did not end';
    if (!ran) return 'not applicable: its test did not run';
    return ok ? 'SURVIVED' : 'killed';
  } finally {
    writeFileSync(path, before);
  }
}

const wanted = process.argv.slice(2);
const rows = (await mutants()).filter(({ rule }) => wanted.length === 0 || wanted.includes(rule));
if (rows.length === 0) {
  console.error(`There is no mutant of ${wanted.join(', ')}: npm run mutants:access [-- R17 R18 …].`);
  process.exit(1);
}
prepare();
const counts = { killed: 0, SURVIVED: 0, 'not applicable': 0 };
for (const [which, group] of [
  rows.filter((row) => inRust(row.test)),
  rows.filter((row) => !inRust(row.test)),
].entries()) {
  if (group.length === 0) continue;
  const compiled = inRust(group[0].test) ? compile(group[0]) : build('scripts/build.mjs');
  if (!compiled.ok)
    throw new Error(`Without any mutant the ${which ? 'package' : 'crate'} does not build:\n${compiled.said}`);
  const sound = new Map();
  for (const row of group) {
    const known = `${row.rule} ${row.test}`;
    if (!sound.has(known)) sound.set(known, test(row));
  }
  for (const row of group) {
    const { ok, ran } = sound.get(`${row.rule} ${row.test}`);
    const came = ok && ran ? outcome(row) : 'not applicable: its test does not pass without it';
    counts[Object.keys(counts).find((one) => came.startsWith(one))] += 1;
    console.log(`${row.rule.padEnd(4)} ${row.file}: ${came}`);
  }
}
console.log(
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', '),
);
const tested = new Set(namedTests().map(({ id }) => id));
const without = rows.filter(({ rule }) => !tested.has(rule)).map(({ rule }) => rule);
if (without.length > 0) console.log(`No test has the name of ${without.join(', ')}.`);
process.exitCode = counts.killed === rows.length ? 0 : 1;
