// node tests/portable/run.mjs [FOLDER]: the tests that run on Linux, macOS and Windows with Node alone. They see what users
// have: a folder in which npm has installed both tarballs. FOLDER holds the tarballs; without it they are packed here.
//
// Windows has npm as `npm.cmd`, which only a shell can start. So npm is started by the shell everywhere, by commands that
// are constant: no path stands in one, and nothing needs quoting.
import { execSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
// What hangs is ended here, so that the folder is removed and the last test is named.
const timeout = 10 * 60_000;
const packages = { 'unloc-integrator-client': 'pkg', 'unloc-cli': 'cli' };

function npm(command, cwd, env = process.env) {
  return execSync(`npm ${command}`, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout });
}

function packInto(folder) {
  for (const source of Object.values(packages))
    npm('pack --loglevel=error', join(root, source), { ...process.env, npm_config_pack_destination: folder });
}

/** The tarball of a package in a folder, where exactly one must be. */
function tarballIn(folder, name) {
  const found = readdirSync(folder).filter((file) => file.startsWith(`${name}-`) && file.endsWith('.tgz'));
  if (found.length !== 1) throw new Error(`${folder} must hold one tarball of ${name}, and holds ${found.length}.`);
  return join(folder, found[0]);
}

const base = mkdtempSync(join(tmpdir(), 'unloc-portable-'));
// People's home folders are called like this.
const project = join(base, 'Åse Nygård');
try {
  mkdirSync(project);
  const tarballs = process.argv[2] === undefined ? join(base, 'tarballs') : resolve(process.argv[2]);
  if (process.argv[2] === undefined) {
    mkdirSync(tarballs);
    packInto(tarballs);
  }
  for (const [name, source] of Object.entries(packages))
    copyFileSync(tarballIn(tarballs, name), join(project, `${source}.tgz`));
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  npm('install ./pkg.tgz ./cli.tgz --no-audit --no-fund --prefer-offline --loglevel=error', project);
  for (const [name, source] of Object.entries(packages)) {
    const { version } = JSON.parse(readFileSync(join(project, 'node_modules', name, 'package.json'), 'utf8'));
    const ours = JSON.parse(readFileSync(join(root, source, 'package.json'), 'utf8')).version;
    if (version !== ours) throw new Error(`The tarball of ${name} is ${version}, and this repository ${ours}.`);
  }

  console.log(`${process.platform} ${process.arch}, Node ${process.version}, in ${project}`);
  // Not `cpSync` and `rmSync`: on Windows some versions of Node do not find a path with letters beyond ASCII.
  const cases = readdirSync(join(here, 'cases'), { recursive: true }).filter((name) => name.endsWith('.mjs'));
  for (const name of cases) {
    mkdirSync(dirname(join(project, 'cases', name)), { recursive: true });
    copyFileSync(join(here, 'cases', name), join(project, 'cases', name));
  }
  const files = cases.filter((name) => dirname(name) === '.');
  const { status, error } = spawnSync(
    process.execPath,
    ['--test', '--test-reporter=spec', ...files.map((name) => join('cases', name))],
    { cwd: project, stdio: 'inherit', timeout },
  );
  if (error) throw error;
  process.exitCode = status ?? 1;
} finally {
  await rm(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
