// Makes a module's wasm and its JavaScript, unless its inputs have not changed: Cargo, wasm-bindgen, wasm-opt. That is what
// `wasm-pack build` does, and the bytes are the same; wasm-pack itself would be one more program to compile first.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '../setup/command.mjs';
import { pinnedRust, readProjectFile, wasmTarget } from '../setup/project.mjs';
import { searchedFolders } from '../setup/search-path.mjs';
import { root } from './paths.mjs';
import { buildStd, otherThanPublished } from './build-std.mjs';
import { compileWasmBindgen, sources, writeGlue } from './wasm-bindgen.mjs';

const environment = { ...process.env, PATH: searchedFolders().join(delimiter) };
const ask = (command, parameters) =>
  execFileSync(command, parameters, { env: environment, encoding: 'utf8', cwd: root });

let std;
/** How the standard library is compiled. Its flags and variables become part of the environment. */
function standardLibrary() {
  if (std !== undefined) return std;
  std = buildStd((parameters) => ask('rustc', parameters).trim());
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

let cargoSays;
/** Where Cargo puts the wasm of a module, and the module's options of wasm-opt, which stand where wasm-pack reads them. */
function crateOf(module) {
  cargoSays ??= JSON.parse(ask('cargo', ['metadata', '--no-deps', '--format-version', '1']));
  const manifest = join(root, module.crate, 'Cargo.toml');
  const { targets, metadata } = cargoSays.packages.find(({ manifest_path }) => manifest_path === manifest);
  const { name } = targets.find(({ kind }) => kind.includes('cdylib'));
  return {
    compiled: join(cargoSays.target_directory, wasmTarget, 'release', `${name.replaceAll('-', '_')}.wasm`),
    wasmOptOptions: metadata['wasm-pack'].profile.release['wasm-opt'],
  };
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

const cargoParameters = (module) => [
  'build',
  '--lib',
  '--release',
  '--target',
  wasmTarget,
  ...module.features,
  ...standardLibrary().parameters,
];

function fingerprint(module) {
  const hash = createHash('sha256');
  const { packages } = JSON.parse(readProjectFile('package-lock.json'));
  const tools = [ask('rustc', ['--version']), packages['node_modules/binaryen'].version, ...sources()];
  for (const line of [...tools, ...cargoParameters(module), module.target, ...standardLibrary().flags])
    hash.update(`${line}\n`);
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

const stampFile = (module) => join(root, `${module.output}.inputs`);
const wasmOf = (module) => join(root, module.output, `${module.outputName}_bg.wasm`);

/** Whether a module's output is what its inputs make. */
export function isUpToDate(module) {
  return (
    existsSync(stampFile(module))
    && readFileSync(stampFile(module), 'utf8') === fingerprint(module)
    && existsSync(wasmOf(module))
  );
}

/** A broken module shows when it is instantiated, not when it is written. */
async function loadOnce(module) {
  const fresh = `?${statSync(wasmOf(module)).mtimeMs}`;
  const bytes = readFileSync(wasmOf(module));
  const output = join(root, module.output);
  if (module.target === 'web') {
    const glue = await import(pathToFileURL(join(output, `${module.outputName}.js`)).href + fresh);
    glue.initSync({ module: bytes });
    return;
  }
  const bindings = `${module.outputName}_bg.js`;
  const glue = await import(pathToFileURL(join(output, bindings)).href + fresh);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { [`./${bindings}`]: glue });
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start?.();
}

/**
 * Runs Cargo, and keeps the wasm: the next build of the same crate writes another to the same place. Resolves to the
 * fingerprint of what it has compiled.
 */
async function compile(module) {
  const stamp = fingerprint(module);
  rmSync(stampFile(module), { force: true });
  await run('cargo', cargoParameters(module), {
    title: `compiling the ${module.name}`,
    cwd: join(root, module.crate),
    env: environment,
    quiet: true,
  });
  mkdirSync(join(root, module.output, '..'), { recursive: true });
  copyFileSync(crateOf(module).compiled, join(root, `${module.output}.wasm`));
  return stamp;
}

/** Makes of the compiled wasm what is in `output`. */
async function finish(module, stamp) {
  const output = join(root, module.output);
  rmSync(output, { recursive: true, force: true });
  await writeGlue(module, `${output}.wasm`, output);
  const smaller = `${output}.small.wasm`;
  // Not the first one of PATH, which may be an old one of the system.
  const wasmOpt = join(root, 'node_modules', '.bin', 'wasm-opt');
  await run(wasmOpt, [wasmOf(module), '-o', smaller, ...crateOf(module).wasmOptOptions], {
    title: `wasm-opt of the ${module.name}`,
    quiet: true,
  });
  renameSync(smaller, wasmOf(module));
  await loadOnce(module);
  writeFileSync(stampFile(module), stamp);
}

/**
 * Builds modules into their `output`. Cargo compiles one after the other, and beside it the one before goes through wasm-bindgen
 * and wasm-opt, for which `tools` must have resolved.
 *
 * @param steps `{ title, modules }` each, in this order.
 */
export async function buildModules(steps, progress, tools) {
  let cargoIsFree = Promise.resolve();
  const ends = steps.map(({ title, modules }) => {
    const before = cargoIsFree;
    let release;
    cargoIsFree = new Promise((resolve) => {
      release = resolve;
    });
    return before.then(() =>
      progress.step(title, async () => {
        const stamps = new Map();
        for (const module of modules) if (!isUpToDate(module)) stamps.set(module, await compile(module));
        release();
        if (stamps.size > 0) await tools;
        for (const [module, stamp] of stamps) await finish(module, stamp);
      }),
    );
  });
  await Promise.all(ends);
}

/** Builds one module, with all it needs. */
export async function buildModule(module) {
  if (isUpToDate(module)) return;
  await compileWasmBindgen();
  await finish(module, await compile(module));
}

/** Says by its hash which wasm was built for each module, and whether it can be the published one. */
export function whatWasBuilt(modules) {
  const lines = modules.map((module) => {
    const hash = createHash('sha256')
      .update(readFileSync(wasmOf(module)))
      .digest('hex');
    return `sha256 ${hash}  ${relative(root, wasmOf(module))}`;
  });
  const { version, precompiled } = standardLibrary();
  const different = otherThanPublished(version, pinnedRust(readProjectFile('rust-toolchain.toml')), precompiled);
  return different ? [...lines, different] : lines;
}
