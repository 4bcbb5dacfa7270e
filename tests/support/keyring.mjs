// A copy of the command with a keychain that the test decides on: it works, fails, hangs, forgets, or is not installed.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';

const fake = `
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
const { FAKE_KEYCHAIN = 'works', FAKE_KEYCHAIN_FILE } = process.env;
const read = () => (existsSync(FAKE_KEYCHAIN_FILE) ? JSON.parse(readFileSync(FAKE_KEYCHAIN_FILE, 'utf8')) : {});
const write = (entries) => writeFileSync(FAKE_KEYCHAIN_FILE, JSON.stringify(entries));
const behave = async () => {
  if (FAKE_KEYCHAIN === 'fails') throw new Error('the D-Bus is not there');
  // A native call that does not come back keeps the process alive, as this timer does.
  if (FAKE_KEYCHAIN === 'hangs') await new Promise((resolve) => setTimeout(resolve, 1e9));
};
export class AsyncEntry {
  constructor(service, account, options) {
    if (options.linux.store !== 'secret-service') throw new Error('the kernel forgets its keys');
    this.name = service + '/' + account;
  }
  async getPassword() { await behave(); return FAKE_KEYCHAIN === 'forgets' ? null : read()[this.name] ?? null; }
  async setPassword(secret) { await behave(); write({ ...read(), [this.name]: secret }); }
  async deletePassword() { await behave(); const { [this.name]: gone, ...rest } = read(); write(rest); return gone !== undefined; }
}
`;

/**
 * Installs the built command in a folder of its own. Resolves to its file, the content of its keychain, the variables that
 * say how the keychain behaves, and \`remove\`.
 */
export function installCommand({ keychain = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'unloc-installed-'));
  const cli = join(root, 'cli');
  for (const name of ['dist', 'package.json']) cpSync(join(cli, name), join(folder, name), { recursive: true });
  const packages = join(folder, 'node_modules');
  const { dependencies } = JSON.parse(readFileSync(join(cli, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies)) {
    const link = join(packages, name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(name === 'unloc-integrator-client' ? join(root, 'pkg') : join(root, 'node_modules', name), link);
  }
  if (keychain) {
    const module = join(packages, '@napi-rs', 'keyring');
    mkdirSync(module, { recursive: true });
    writeFileSync(
      join(module, 'package.json'),
      JSON.stringify({ name: '@napi-rs/keyring', type: 'module', exports: './index.mjs' }),
    );
    writeFileSync(join(module, 'index.mjs'), fake);
  }
  const store = join(folder, 'keychain.json');
  return {
    file: join(folder, 'dist', 'unloc.mjs'),
    behaving: (how) => ({ FAKE_KEYCHAIN: how, FAKE_KEYCHAIN_FILE: store, UNLOC_KEYCHAIN_TIMEOUT: '300ms' }),
    entries: () => (existsSync(store) ? JSON.parse(readFileSync(store, 'utf8')) : {}),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
