// Rust itself, and the tools of the tests that Cargo compiles: wasm-pack with wasm-bindgen's command line, and cargo-deny.
import { existsSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { CannotContinue, answer, run } from './command.mjs';
import { installDebianPackages } from './debian.mjs';
import {
  cargoDenyVersion,
  isAtLeast,
  lockedCrateVersion,
  oldestRust,
  readProjectFile,
  root,
  spokenVersion,
  wasmPackVersion,
  wasmTarget,
} from './project.mjs';
import { cargoRoot, find, findAll, ownToolRoot, searchedFolders, withPrograms } from './search-path.mjs';

/** Adds what rust-toolchain.toml names to the version that it names, and leaves rustup itself as it is. */
const toolchainCommand = 'rustup toolchain install --no-self-update';

/**
 * The compiler with all that rust-toolchain.toml names. Adds what is missing, if rustup is there to do it.
 *
 * Some of it may still be absent afterwards: only `checks` need rustfmt and clippy, and a build with the precompiled
 * standard library (`UNLOC_STANDARD_LIBRARY=ready`) needs no sources of it.
 */
export async function prepareRust({ checks }, env = process.env) {
  const [cargo, rustc, rustup] = ['cargo', 'rustc', 'rustup'].map((name) => find(name));
  if (!cargo || !rustc) {
    throw new CannotContinue('Rust is missing: install it with rustup, as https://rustup.rs says, and start again.');
  }
  if (!find('cc')) await installDebianPackages(['gcc', 'libc6-dev'], 'Rust needs a C compiler to link with');
  if (rustup && missingParts(cargo, rustc).length > 0) await installToolchain(rustup);

  const version = spokenVersion(ask(rustc, ['--version']));
  if (!version)
    throw new CannotContinue(
      `\`${rustc} --version\` does not answer: run \`${toolchainCommand}\` here and start again.`,
    );
  const oldest = oldestRust(readProjectFile('Cargo.toml'));
  if (oldest && !isAtLeast(version, oldest)) {
    throw new CannotContinue(
      `Rust is ${version}, and ${oldest} or newer is needed: install it with rustup, as https://rustup.rs says, and start again.`,
    );
  }
  const missing = missingParts(cargo, rustc);
  // The build compiles the standard library with the wasm (scripts/build/build-std.mjs).
  const optional = [
    ...(env.UNLOC_STANDARD_LIBRARY === 'ready' ? ['rust-src'] : []),
    ...(checks ? [] : ['rustfmt', 'clippy']),
  ];
  if (!missing.every((name) => optional.includes(name))) {
    throw new CannotContinue(
      `Rust ${version} lacks ${missing.join(', ')}: run \`${toolchainCommand}\` here and start again.`,
    );
  }
  return {
    programs: [cargo],
    said: `Rust ${version} with ${wasmTarget}${missing.length > 0 ? `, without ${missing.join(', ')}` : ''}`,
  };
}

/** wasm-pack at its pinned version. */
export async function prepareWasmPack() {
  const found = await toolAt('wasm-pack', wasmPackVersion, [`wasm-pack@${wasmPackVersion}`, '--locked']);
  return { programs: [found], said: `wasm-pack ${wasmPackVersion}` };
}

/** wasm-bindgen's command line at exactly the version of the crate: wasm-pack takes no other. The build needs neither. */
export async function prepareWasmBindgen() {
  const version = lockedCrateVersion(readProjectFile('Cargo.lock'), 'wasm-bindgen');
  if (!version)
    throw new CannotContinue(
      'Cargo.lock does not name wasm-bindgen: restore it (`git checkout Cargo.lock`) and start again.',
    );
  // Not --locked: the lock file inside that crate asks for versions that not every mirror of the registry serves.
  const wanted = [`wasm-bindgen-cli@${version}`];
  // wasm-pack looks for the test runner in the same folder and nowhere else.
  const found = await toolAt('wasm-bindgen', version, wanted, 'wasm-bindgen-test-runner');
  return { programs: [found], said: `wasm-bindgen ${version}` };
}

/** cargo-deny at its pinned version. */
export async function prepareCargoDeny() {
  const found = await toolAt('cargo-deny', cargoDenyVersion, [`cargo-deny@${cargoDenyVersion}`, '--locked']);
  return { programs: [found], said: `cargo-deny ${cargoDenyVersion}` };
}

/** The folder for a new tool: Cargo's, unless another version lies there, which other projects may need. */
export function installRoot(name, folders = { cargo: cargoRoot(), own: ownToolRoot }) {
  return existsSync(join(folders.cargo, 'bin', name)) ? folders.own : folders.cargo;
}

async function toolAt(name, version, wanted, neighbour) {
  const fits = () =>
    findAll(name).find(
      (program) =>
        spokenVersion(answer(program, ['--version'])) === version
        && (!neighbour || existsSync(join(dirname(program), neighbour))),
    );
  const there = fits();
  if (there) return there;

  const parameters = ['install', ...wanted, '--root', installRoot(name)];
  const command = `cargo ${parameters.join(' ')}`;
  // Two installations at once must not wait for each other over one target folder.
  const { CARGO_TARGET_DIR: _, CARGO_BUILD_TARGET_DIR: __, ...env } = withPrograms(process.env, [find('cargo')]);
  try {
    await run('cargo', parameters, { title: `compiling ${name}`, quiet: true, env });
  } catch (error) {
    throw new CannotContinue(
      `${name} ${version} could not be installed, because ${error.message}: run \`${command}\`, see what it needs, and start again.`,
      { cause: error },
    );
  }
  const installed = fits();
  if (!installed) {
    throw new CannotContinue(
      `\`${command}\` succeeded, but ${name} ${version} is not in ${searchedFolders().slice(-2).join(' or ')}: put it on PATH and start again.`,
    );
  }
  return installed;
}

/** The parts of rust-toolchain.toml that are not there. Whoever has no rustup may have them from elsewhere. */
function missingParts(cargo, rustc) {
  const sysroot = ask(rustc, ['--print', 'sysroot']);
  const lies = (...path) => sysroot !== undefined && existsSync(join(sysroot, 'lib', 'rustlib', ...path));
  const there = {
    [wasmTarget]: lies(wasmTarget, 'lib'),
    'rust-src': lies('src', 'rust', 'library'),
    rustfmt: ask(cargo, ['fmt', '--version']) !== undefined,
    clippy: ask(cargo, ['clippy', '--version']) !== undefined,
  };
  return Object.keys(there).filter((name) => !there[name]);
}

/** What a Rust program prints in the project's folder, where rust-toolchain.toml chooses its version. */
function ask(program, parameters) {
  // rustup may not install by itself here: that takes minutes and would show nothing.
  return answer(program, parameters, { cwd: root, env: { ...process.env, RUSTUP_AUTO_INSTALL: '0' } });
}

async function installToolchain(rustup) {
  const parameters = toolchainCommand.split(' ').slice(1);
  // A failure is not the end: what is still missing afterwards decides.
  await run(rustup, parameters, { title: toolchainCommand, cwd: root, quiet: true }).catch(() => {});
}
