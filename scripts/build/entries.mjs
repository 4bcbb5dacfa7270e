// What the package consists of. A new entry is one row here; its forms, its types, its place in
// `exports` and its folder for old resolvers follow.

/** The wasm modules, each made by wasm-pack from a crate. */
export const modules = {
  client: {
    name: 'client',
    crate: '.',
    // What the wasm is made from: it is built again when one of these changes.
    inputs: ['src', 'Cargo.toml', 'Cargo.lock'],
    // The facade calls by name: no export for each call.
    features: ['--no-default-features', '--features', 'javascript,auth'],
    output: 'target/wasm-pack/client',
    outputName: 'unloc_integrator_client',
  },
  sandbox: {
    name: 'sandbox',
    crate: 'sandbox',
    inputs: ['src', 'sandbox/src', 'sandbox/Cargo.toml', 'Cargo.toml', 'Cargo.lock'],
    features: [],
    output: 'target/wasm-pack/sandbox',
    outputName: 'unloc_sandbox',
  },
};

/**
 * - `path`: the sub-path in `exports`
 * - `source`: the facade's file with everything public of this entry
 * - `output`: below pkg/dist, without an ending
 * - `modules`: the wasm it needs
 * - `wasm`: `inline` as text in the JavaScript, or `separate` as a file to fetch
 * - `takes`: other entries that it imports, which it takes from their built files of the same form: a page that
 *   imports both carries one copy of the wasm, and both run in one instance
 */
export const entries = [
  { path: '.', source: 'pkg/src/index.ts', output: 'index', modules: ['client'], wasm: 'inline' },
  { path: './slim', source: 'pkg/src/slim.ts', output: 'slim', modules: ['client'], wasm: 'separate' },
  { path: './auth', source: 'pkg/src/auth/index.ts', output: 'auth', modules: ['client'], wasm: 'inline', takes: ['.'] },
  { path: './sandbox', source: 'pkg/src/sandbox/index.ts', output: 'sandbox/index', modules: ['sandbox'], wasm: 'inline' },
];

/** Commands, for Node: they take an entry from its own built file instead of a second copy. */
export const commands = [
  { name: 'unloc-sandbox', source: 'pkg/src/sandbox/cli/main.ts', output: 'sandbox/unloc-sandbox.js' },
];

/** Where the package keeps a module's .wasm file, below pkg/dist. */
export const wasmFile = (module) => (module.name === 'client' ? '' : `${module.name}/`) + `${module.outputName}.wasm`;
