// Runs wasm-pack for one crate, unless its inputs have not changed.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  lockedCrateVersion,
  oldestWasmOpt,
  pinnedRust,
  readProjectFile,
  wasmPackVersion,
  wasmTarget,
} from '../setup/project.mjs';
import { root } from './paths.mjs';
import { buildStd, otherThanPublished } from './build-std.mjs';

// npm's wasm-opt comes first on the PATH: wasm-pack uses the first one without checking its version.
const environment = {
  ...process.env,
  PATH: [
    join(root, 'node_modules', '.bin'),
    join(root, '.tools', 'bin'),
    process.env.PATH,
    join(homedir(), '.cargo', 'bin'),
  ].join(delimiter),
};
// wasm-pack stops if this is set to a folder that does not exist.
if (environment.WASM_PACK_CACHE) mkdirSync(environment.WASM_PACK_CACHE, { recursive: true });

let std;
/** How the standard library is compiled. Its flags and variables become part of the environment. */
function standardLibrary() {
  if (std !== undefined) return std;
  std = buildStd((parameters) =>
    execFileSync('rustc', parameters, { env: environment, encoding: 'utf8', cwd: root }).trim(),
  );
  // Panic messages contain source paths; the wasm must not contain the path of the builder's home.
  const cargoHome = process.env.CARGO_HOME ?? join(homedir(), '.cargo');
  Object.assign(environment, std.environment, {
    CARGO_ENCODED_RUSTFLAGS: [
      process.env.CARGO_ENCODED_RUSTFLAGS,
      ...std.flags,
      `--remap-path-prefix=${cargoHome}=cargo`,
      `--remap-path-prefix=${root}=.`,
    ]
      .filter(Boolean)
      .join('\x1f'),
  });
  return std;
}

function version(tool, hint) {
  try {
    return execFileSync(tool, ['--version'], { env: environment, encoding: 'utf8', cwd: root }).trim();
  } catch (error) {
    throw new Error(`\`${tool} --version\` failed (${error.code ?? error.status}): ${hint}`);
  }
}

let checked;
function toolVersions() {
  if (checked === undefined) {
    const optimizer = version('wasm-opt', 'run `npm ci`, which brings it in the package binaryen');
    const number = Number(/version (\d+)/.exec(optimizer)?.[1]);
    if (!(number >= oldestWasmOpt)) {
      throw new Error(
        `wasm-opt on the PATH says "${optimizer}"; version ${oldestWasmOpt} or newer is needed: run \`npm ci\``,
      );
    }
    checked = [
      optimizer,
      version('wasm-pack', `install it with \`cargo install wasm-pack --version ${wasmPackVersion} --locked\``),
      version(
        'wasm-bindgen',
        `install it with \`cargo install wasm-bindgen-cli --version =${lockedCrateVersion(readProjectFile('Cargo.lock'), 'wasm-bindgen')}\``,
      ),
      version('rustc', `install Rust with rustup, then \`rustup target add ${wasmTarget}\``),
    ];
  }
  return checked;
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

function fingerprint(module, wasmPackArguments) {
  const hash = createHash('sha256');
  for (const line of [...toolVersions(), ...wasmPackArguments, ...standardLibrary().flags]) hash.update(`${line}\n`);
  for (const input of module.inputs) {
    for (const file of filesBelow(join(root, input))) {
      hash
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

function run(command, wasmPackArguments, folder) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, wasmPackArguments, { cwd: folder, env: environment, stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(new Error(`${command} ended with ${signal ?? `exit code ${code}`} in ${folder}; its output is above`));
    });
  });
}

/** A broken module shows when it is instantiated, not when it is written. */
async function loadOnce(module, stamp) {
  const output = join(root, module.output);
  const bytes = readFileSync(join(output, `${module.outputName}_bg.wasm`));
  if (module.target === 'web') {
    const glue = await import(`${pathToFileURL(join(output, `${module.outputName}.js`)).href}?${stamp}`);
    glue.initSync({ module: bytes });
    return;
  }
  const bindings = `${module.outputName}_bg.js`;
  const glue = await import(`${pathToFileURL(join(output, bindings)).href}?${stamp}`);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { [`./${bindings}`]: glue });
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start?.();
}

/** Builds a module's wasm and glue into its `output`. */
export async function buildModule(module, say) {
  toolVersions();
  const { parameters } = standardLibrary();
  const folder = join(root, module.crate);
  const output = join(root, module.output);
  const wasmPackArguments = [
    'build',
    '.',
    '--release',
    '--target',
    module.target,
    '--mode',
    'no-install',
    '--no-pack',
    '--no-gitignore',
    '--out-dir',
    relative(folder, output),
    '--out-name',
    module.outputName,
    '--',
    ...module.features,
    ...parameters,
  ];
  const stampFile = `${output}.inputs`;
  const stamp = fingerprint(module, wasmPackArguments);
  if (
    existsSync(stampFile)
    && readFileSync(stampFile, 'utf8') === stamp
    && existsSync(join(output, `${module.outputName}_bg.wasm`))
  ) {
    say(`the ${module.name}'s wasm is up to date`);
    return;
  }
  say(`the ${module.name}'s wasm (some minutes the first time)`);
  rmSync(stampFile, { force: true });
  await run('wasm-pack', wasmPackArguments, folder);
  await loadOnce(module, stamp);
  writeFileSync(stampFile, stamp);
}

/** Says by its hash which wasm was built for each module, and whether it can be the published one. */
export function sayWhatWasBuilt(modules, say) {
  for (const { output, outputName } of modules) {
    const file = join(output, `${outputName}_bg.wasm`);
    const hash = createHash('sha256')
      .update(readFileSync(join(root, file)))
      .digest('hex');
    say(`sha256 ${hash}  ${file}`);
  }
  const { version, precompiled } = standardLibrary();
  const different = otherThanPublished(version, pinnedRust(readProjectFile('rust-toolchain.toml')), precompiled);
  if (different) say(different);
}
