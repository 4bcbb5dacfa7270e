// The package as its users install it: packed once, installed from the tarball into a folder outside the repository,
// where the repository's node_modules cannot be resolved by mistake.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.mjs';

export { root };

export const packageName = JSON.parse(readFileSync(join(root, 'pkg', 'package.json'), 'utf8')).name;
const consumer = join(root, 'tests', 'package', 'consumer');

/** An empty folder, removed when this process ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'unloc-package-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const npm = (parameters, cwd) =>
  execFileSync('npm', parameters, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Packs the built package `pkg`, or `cli`; returns the tarball's path and the paths of the files in it. */
export function pack(folder = temporaryFolder(), source = 'pkg') {
  const printed = npm(['pack', join(root, source), '--json', '--pack-destination', folder], folder);
  const [{ filename, files }] = Object.values(JSON.parse(printed));
  return { tarball: join(folder, filename), files: files.map(({ path }) => path).sort() };
}

/** The folder of a project in which npm has installed the tarball, under its own name or an alias. */
export function installed(tarball, alias) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const dependency = alias === undefined ? tarball : `${alias}@file:${tarball}`;
  npm(['install', dependency, '--no-audit', '--no-fund', '--prefer-offline'], folder);
  return folder;
}

/** Unpacks the tarball into a project's node_modules, as npm does for a package without dependencies and scripts. */
export function unpackInto(folder, tarball, name = packageName) {
  const target = join(folder, 'node_modules', name);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['xzf', tarball, '--strip-components=1', '-C', target]);
}

/** Copies the consumer's code into a folder, with `visit` as `.mjs` and `.cjs` too. */
export function copyConsumer(folder) {
  mkdirSync(folder, { recursive: true });
  cpSync(consumer, folder, { recursive: true });
  const visit = readFileSync(join(consumer, 'visit.js'), 'utf8');
  writeFileSync(join(folder, 'visit.mjs'), visit);
  writeFileSync(join(folder, 'visit.cjs'), `${visit.replace(/^export /gm, '')}\nmodule.exports = { visit };\n`);
}

/** Copies the consumer's code into a folder in which the package is installed, with URLs for its name: browsers know no other. */
export function copyConsumerForBrowsers(folder) {
  const source = join(folder, 'src');
  copyConsumer(source);
  const { exports } = JSON.parse(readFileSync(join(folder, 'node_modules', packageName, 'package.json'), 'utf8'));
  const address = (entry) => (exports[`.${entry}`].import ?? exports[`.${entry}`]).default;
  for (const name of readdirSync(source).filter((one) => one.endsWith('.js'))) {
    const text = readFileSync(join(source, name), 'utf8').replaceAll(
      new RegExp(`'${packageName}((?:/[\\w-]+)+)?'`, 'g'),
      (_, entry = '') => `'/node_modules/${packageName}/${address(entry)}'`,
    );
    writeFileSync(join(source, name), text);
  }
}

/** Writes a page that runs a script as a module, under a policy if one is given. Its title is `waiting` until it reports. */
export function writePage(folder, name, script, policy) {
  const meta = policy === undefined ? '' : `<meta http-equiv="content-security-policy" content="${policy}">`;
  writeFileSync(
    join(folder, `${name}.html`),
    `<!doctype html><meta charset="utf-8">${meta}<title>waiting</title><script type="module" src="${script}"></script>`,
  );
}
