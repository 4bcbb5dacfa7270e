// Node itself, the packages of package-lock.json, and wasm-opt, which is one of them.
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotContinue, answer, run } from './command.mjs';
import { isAtLeast, oldestWasmOpt, readProjectFile, root, spokenVersion } from './project.mjs';

/** Node, new enough for the scripts and for the tests. */
export function prepareNode() {
  const oldest = spokenVersion(JSON.parse(readProjectFile('package.json')).engines.node);
  if (!isAtLeast(process.versions.node, oldest)) {
    throw new CannotContinue(
      `Node is ${process.versions.node}, and ${oldest} or newer is needed: install it, as https://nodejs.org says, and start again.`,
    );
  }
  return { programs: [process.execPath], said: `Node ${process.versions.node}` };
}

/** The npm packages that the build and the tests use, installed as the lock file says if one is missing or another version. */
export async function preparePackages() {
  const missing = missingPackages(JSON.parse(readProjectFile('package-lock.json')), installedLock());
  if (missing.length > 0) {
    refuseLinkedPackages(root);
    try {
      await run('npm', ['ci', '--no-audit', '--no-fund'], { title: 'npm ci', cwd: root, quiet: true });
    } catch (error) {
      throw new CannotContinue(
        `The npm packages could not be installed, because ${error.message}: run \`npm ci\`, see what it needs, and start again.`,
        { cause: error },
      );
    }
  }
  const wasmOpt = join(root, 'node_modules', '.bin', 'wasm-opt');
  const version = spokenVersion(answer(wasmOpt, ['--version']));
  if (!version || !isAtLeast(version, String(oldestWasmOpt))) {
    throw new CannotContinue(
      `${wasmOpt} is ${version ?? 'missing'}, and ${oldestWasmOpt} or newer is needed: run \`npm ci\` and start again.`,
    );
  }
  // Its folder is that of biome and tsc, too, which steps of `npm test` call by their names.
  return { programs: [wasmOpt], said: `npm packages, with wasm-opt ${version}` };
}

/** `npm ci` begins by emptying node_modules. Behind a link, as in a second worktree, that is another project's. */
export function refuseLinkedPackages(folder) {
  const path = join(folder, 'node_modules');
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new CannotContinue(`${path} is a symbolic link, and \`npm ci\` would empty where it leads: remove the link.`);
}

/**
 * The packages of a lock file that are not there as it says, by their folder. `installed` is the lock file that
 * npm leaves in node_modules, or `undefined`. Optional ones may be absent: they belong to other systems.
 */
export function missingPackages(lock, installed) {
  return Object.entries(lock.packages)
    .filter(([folder, wanted]) => {
      if (folder === '' || wanted.link) return false;
      const there = installed?.packages[folder];
      return there ? there.version !== wanted.version : !wanted.optional;
    })
    .map(([folder]) => folder);
}

function installedLock() {
  const path = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(path)) return undefined;
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const gone = Object.keys(lock.packages).filter((folder) => !existsSync(join(root, folder)));
  for (const folder of gone) delete lock.packages[folder];
  return lock;
}
