// Rust itself, and the two tools that make a package of it: wasm-pack and wasm-bindgen.
import { existsSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { CannotContinue, answer, run } from './command.mjs';
import { installDebianPackages } from './debian.mjs';
import { isAtLeast, lockedCrateVersion, oldestRust, readProjectFile, spokenVersion, wasmPackVersion, wasmTarget } from './project.mjs';
import { cargoRoot, find, findAll, ownToolRoot, searchedFolders, withPrograms } from './search-path.mjs';

/** The compiler, new enough and with the wasm target; for the tests also rustfmt and clippy. */
export async function prepareRust({ checks }) {
  const cargo = find('cargo');
  const rustc = find('rustc');
  if (!cargo || !rustc) {
    throw new CannotContinue('Rust is missing: install it with rustup, as https://rustup.rs says, and start again.');
  }
  const version = spokenVersion(answer(rustc, ['--version']));
  if (!version) throw new CannotContinue(`\`${rustc} --version\` does not answer: run \`rustup default stable\` and start again.`);
  const oldest = oldestRust(readProjectFile('Cargo.toml'));
  if (oldest && !isAtLeast(version, oldest)) {
    throw new CannotContinue(`Rust is ${version}, and ${oldest} or newer is needed: run \`rustup update stable\` and start again.`);
  }
  if (!find('cc')) await installDebianPackages(['gcc', 'libc6-dev'], 'Rust needs a C compiler to link with');

  if (!hasTarget(rustc)) await rustup('target', wasmTarget, `the target ${wasmTarget}`);
  // The build goes on without, only larger.
  if (!hasSources(rustc)) await rustup('component', 'rust-src', 'the component rust-src').catch((error) => console.log(`  ${error.message}`));
  if (checks) {
    for (const component of ['rustfmt', 'clippy']) {
      const called = component === 'rustfmt' ? 'fmt' : component;
      if (answer(cargo, [called, '--version']) === undefined) await rustup('component', component, component);
    }
  }
  return { programs: [cargo], said: `Rust ${version} with ${wasmTarget}` };
}

/** wasm-pack at its pinned version. */
export async function prepareWasmPack() {
  const found = await toolAt('wasm-pack', wasmPackVersion, [`wasm-pack@${wasmPackVersion}`, '--locked']);
  return { programs: [found], said: `wasm-pack ${wasmPackVersion}` };
}

/** wasm-bindgen's command line at exactly the version of the crate: wasm-pack takes no other. */
export async function prepareWasmBindgen() {
  const version = lockedCrateVersion(readProjectFile('Cargo.lock'), 'wasm-bindgen');
  if (!version) throw new CannotContinue('Cargo.lock does not name wasm-bindgen: restore it (`git checkout Cargo.lock`) and start again.');
  // Not --locked: the lock file inside that crate asks for versions that not every mirror of the registry serves.
  const wanted = [`wasm-bindgen-cli@${version}`];
  // wasm-pack looks for the test runner in the same folder and nowhere else.
  const found = await toolAt('wasm-bindgen', version, wanted, 'wasm-bindgen-test-runner');
  return { programs: [found], said: `wasm-bindgen ${version}` };
}

/** The folder for a new tool: Cargo's, unless another version lies there, which other projects may need. */
export function installRoot(name, folders = { cargo: cargoRoot(), own: ownToolRoot }) {
  return existsSync(join(folders.cargo, 'bin', name)) ? folders.own : folders.cargo;
}

async function toolAt(name, version, wanted, neighbour) {
  const fits = () => findAll(name).find((program) =>
    spokenVersion(answer(program, ['--version'])) === version
    && (!neighbour || existsSync(join(dirname(program), neighbour))));
  const there = fits();
  if (there) return there;

  const parameters = ['install', ...wanted, '--root', installRoot(name)];
  const command = `cargo ${parameters.join(' ')}`;
  console.log(`  ${name} ${version} is compiled, once; this takes some minutes`);
  // Two installations at once must not wait for each other over one target folder.
  const { CARGO_TARGET_DIR: _, CARGO_BUILD_TARGET_DIR: __, ...env } = withPrograms(process.env, [find('cargo')]);
  try {
    await run('cargo', parameters, { title: `compiling ${name}`, quiet: true, env });
  } catch (error) {
    throw new CannotContinue(`${name} ${version} could not be installed, because ${error.message}: run \`${command}\`, see what it needs, and start again.`);
  }
  const installed = fits();
  if (!installed) {
    throw new CannotContinue(`\`${command}\` succeeded, but ${name} ${version} is not in ${searchedFolders().slice(-2).join(' or ')}: put it on PATH and start again.`);
  }
  return installed;
}

function hasTarget(rustc) {
  const sysroot = answer(rustc, ['--print', 'sysroot']);
  return sysroot !== undefined && existsSync(join(sysroot, 'lib', 'rustlib', wasmTarget, 'lib'));
}

function hasSources(rustc) {
  const sysroot = answer(rustc, ['--print', 'sysroot']);
  return sysroot !== undefined && existsSync(join(sysroot, 'lib', 'rustlib', 'src', 'rust', 'library'));
}

async function rustup(kind, name, what) {
  const program = find('rustup');
  const command = `rustup ${kind} add ${name}`;
  if (!program) throw new CannotContinue(`${what} is missing, and so is rustup, which adds it: install Rust with rustup, as https://rustup.rs says, and start again.`);
  try {
    await run(program, [kind, 'add', name], { title: command, quiet: true });
  } catch (error) {
    throw new CannotContinue(`${what} could not be added, because ${error.message}: run \`${command}\`, see what it needs, and start again.`);
  }
}
