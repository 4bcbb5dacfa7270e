// What asks for known vulnerabilities: of crates in RustSec's database, a clone from GitHub, of npm packages at the registry.
import { join } from 'node:path';

/** The folders of all lock files but those of tests/matrix, which tests old versions because they are old. */
export const locked = { cargo: ['.', 'scripts/build/glue'], npm: ['.', 'site', 'scripts/release'] };

export const commands = [
  ...locked.cargo.map((folder) => [
    ...['cargo', 'deny', '--config', 'deny.toml', '--manifest-path', join(folder, 'Cargo.toml'), '--locked'],
    ...['check', 'advisories'],
  ]),
  ...locked.npm.map((folder) => ['npm', 'audit', '--prefix', folder]),
];
