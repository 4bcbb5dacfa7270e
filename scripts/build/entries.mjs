// What the package consists of. A new entry is one row here; its output formats, its types, its row in
// `exports` and its folder for old resolvers follow.

/** The wasm modules, each made from a crate. */
export const modules = {
  client: {
    name: 'client',
    crate: '.',
    target: 'bundler',
    // The wasm is rebuilt when one of these changes.
    inputs: ['src', 'Cargo.toml', 'Cargo.lock'],
    // The driver is JavaScript: pure functions, no export for each operation.
    features: ['--no-default-features', '--features', 'exchange,auth'],
    output: 'target/wasm-pack/client',
    outputName: 'unloc_integrator_client',
  },
  // What `wasm-pack build --target web` makes by itself: the entry `wasm`.
  plain: {
    name: 'plain',
    crate: '.',
    target: 'web',
    inputs: ['src', 'Cargo.toml', 'Cargo.lock'],
    // The default ones: named functions over a driver in Rust.
    features: [],
    output: 'target/wasm-pack/plain',
    outputName: 'unloc_integrator_client',
  },
  sandbox: {
    name: 'sandbox',
    crate: 'sandbox',
    target: 'bundler',
    inputs: ['src', 'sandbox/src', 'sandbox/Cargo.toml', 'Cargo.toml', 'Cargo.lock'],
    features: [],
    output: 'target/wasm-pack/sandbox',
    outputName: 'unloc_sandbox',
  },
  access: {
    name: 'access',
    crate: 'access/wasm',
    target: 'bundler',
    inputs: ['src', 'access/src', 'access/core', 'access/wasm', 'access/Cargo.toml', 'Cargo.toml', 'Cargo.lock'],
    features: ['--features', 'allocator'],
    output: 'target/wasm-pack/access',
    outputName: 'unloc_access',
  },
};

/**
 * - `path`: the sub-path in `exports`
 * - `source`: the TypeScript file with the public exports of this entry
 * - `output`: below pkg/dist, without an extension
 * - `module`: the wasm that it runs; none for an entry that is JavaScript only
 * - `wasm`: `inline` as text in the JavaScript, or `separate` as a file to fetch
 * - `takes`: entries that it imports from their built files of the same output format: a page that
 *   imports both carries one copy of the wasm, and both run in one instance
 */
export const entries = [
  { path: '.', source: 'pkg/src/index.ts', output: 'index', module: 'client', wasm: 'inline' },
  { path: './slim', source: 'pkg/src/slim.ts', output: 'slim', module: 'client', wasm: 'separate' },
  { path: './auth', source: 'pkg/src/auth/index.ts', output: 'auth', module: 'client', wasm: 'inline', takes: ['.'] },
  {
    path: './sandbox',
    source: 'pkg/src/sandbox/index.ts',
    output: 'sandbox/index',
    module: 'sandbox',
    wasm: 'inline',
    takes: ['.', './auth'],
  },
  { path: './access', source: 'pkg/src/access/index.ts', output: 'access/index', module: 'access', wasm: 'inline' },
  {
    path: './access/slim',
    source: 'pkg/src/access/slim.ts',
    output: 'access/slim',
    module: 'access',
    wasm: 'separate',
  },
  { path: './access/file-store', source: 'pkg/src/access/stores/file-store.ts', output: 'access/file-store' },
  {
    path: './access/postgres-store',
    source: 'pkg/src/access/stores/postgres-store.ts',
    output: 'access/postgres-store',
  },
];

/**
 * Entries that are what wasm-bindgen writes, as it is: an ES module whose default export loads the .wasm beside it. webpack 4
 * cannot read its `import.meta`, and CommonJS cannot `require` it, so there is no folder for old resolvers.
 */
export const plainEntries = [{ path: './wasm', output: 'wasm', module: 'plain' }];

/** Commands, for Node: they import an entry from its built file instead of a second copy. */
export const commands = [
  { name: 'unloc-sandbox', source: 'pkg/src/sandbox/cli/main.ts', output: 'sandbox/unloc-sandbox.js' },
];

/** The entries that run a module's wasm. */
export const entriesOf = (module) => entries.filter((entry) => entry.module === module.name);

/** Where the package keeps a module's .wasm file, below pkg/dist. */
export const wasmFile = (module) => `${module.name === 'client' ? '' : `${module.name}/`}${module.outputName}.wasm`;
