// What `npm test` runs, as a table. Adding a test means adding a file to a folder named here, or a row.
import { testFiles } from './test-files.mjs';

const node = process.execPath;
/** What cargo's and wasm-bindgen's test runners print when at least one test ran and none failed. */
const rustTestsRan = /^test result: ok\. [1-9]\d* passed/m;
/** The same of Node's. */
const nodeTestsRan = /^ℹ pass [1-9]/m;

/**
 * Each step: its name, the command, what its output must hold (a runner that found no test ends well), the step
 * without which it makes no sense, and the minutes after which it is ended.
 */
export const steps = [
  { name: 'format', command: ['cargo', 'fmt', '--all', '--check'], minutes: 2 },
  { name: 'lint', command: ['biome', 'ci', '--error-on-warnings', '--max-diagnostics=50'], minutes: 2 },
  {
    name: 'clippy',
    command: ['cargo', 'clippy', '--locked', '--workspace', '--all-targets', '--', '-D', 'warnings'],
    minutes: 15,
  },
  {
    name: 'clippy-wasm',
    command: [
      'cargo',
      'clippy',
      '--locked',
      '--workspace',
      '--exclude',
      'xtask',
      '--all-targets',
      '--target',
      'wasm32-unknown-unknown',
      '--',
      '-D',
      'warnings',
    ],
    minutes: 15,
  },
  {
    // What the package is built with; the other two see the default features.
    name: 'clippy-package',
    command: [
      'cargo',
      'clippy',
      '--locked',
      '--target',
      'wasm32-unknown-unknown',
      '--no-default-features',
      '--features',
      'exchange,auth',
      '--',
      '-D',
      'warnings',
    ],
    minutes: 15,
  },
  {
    // A link in a comment that leads nowhere is an error.
    name: 'rustdoc',
    command: [
      'cargo',
      'doc',
      '--locked',
      '--no-deps',
      '--workspace',
      '--config',
      'build.rustdocflags=["-D","warnings"]',
    ],
    minutes: 15,
  },
  { name: 'rust', command: ['cargo', 'test', '--locked', '--workspace'], prints: rustTestsRan, minutes: 15 },
  { name: 'scripts', command: () => nodeTests('tests/scripts'), prints: nodeTestsRan, minutes: 5 },
  {
    name: 'docs',
    command: [node, 'scripts/docs.mjs', '--without', 'rust', '--base', '/some/path/', '--out', 'target/site'],
    minutes: 15,
  },
  {
    name: 'docs-browser',
    command: () => nodeTests('tests/site'),
    prints: nodeTestsRan,
    after: 'docs',
    minutes: 5,
  },
  { name: 'deny', command: ['cargo', 'deny', '--locked', 'check', 'licenses', 'bans', 'sources'], minutes: 5 },
  {
    // The crates of scripts/build/glue, which are a workspace of their own; they are shipped in nothing, so not `bans`.
    name: 'deny-build',
    command: [
      ...['cargo', 'deny', '--config', 'deny.toml', '--manifest-path', 'scripts/build/glue/Cargo.toml', '--locked'],
      ...['check', 'licenses', 'sources'],
    ],
    minutes: 5,
  },
  { name: 'licences', command: [node, 'scripts/audit/licences.mjs'], minutes: 2 },
  {
    name: 'wasm-node',
    command: ['wasm-pack', 'test', '--mode', 'no-install', '--node'],
    prints: rustTestsRan,
    minutes: 15,
  },
  {
    name: 'wasm-chrome',
    command: ['wasm-pack', 'test', '--mode', 'no-install', '--headless', '--chrome'],
    prints: rustTestsRan,
    minutes: 15,
  },
  { name: 'build', command: [node, 'scripts/build.mjs'], minutes: 15 },
  { name: 'sizes', command: [node, 'scripts/sizes.mjs'], after: 'build', minutes: 3 },
  { name: 'node', command: () => nodeTests('tests/node'), prints: nodeTestsRan, after: 'build', minutes: 10 },
  { name: 'queue', command: () => nodeTests('tests/queue'), prints: nodeTestsRan, after: 'build', minutes: 10 },
  { name: 'examples', command: () => nodeTests('tests/examples'), prints: nodeTestsRan, after: 'build', minutes: 20 },
  { name: 'page-types', command: ['tsc', '--noEmit', '-p', 'www'], after: 'build', minutes: 2 },
  { name: 'page', command: () => nodeTests('tests/page'), prints: nodeTestsRan, after: 'build', minutes: 20 },
  { name: 'cli-types', command: ['tsc', '--noEmit', '-p', 'cli'], after: 'build', minutes: 2 },
  { name: 'cli', command: () => nodeTests('tests/cli'), prints: nodeTestsRan, after: 'build', minutes: 20 },
  { name: 'package', command: () => nodeTests('tests/package'), prints: nodeTestsRan, after: 'build', minutes: 10 },
  { name: 'portable', command: [node, 'tests/portable/run.mjs'], prints: nodeTestsRan, after: 'build', minutes: 10 },
  { name: 'browser', command: () => nodeTests('tests/browser'), prints: nodeTestsRan, after: 'build', minutes: 10 },
];

function nodeTests(folder) {
  return [node, '--test', '--test-reporter=spec', ...testFiles(folder)];
}
