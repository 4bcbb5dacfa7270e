import { access, constants, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Account } from '../../account/account';
import { configFolder } from '../../account/config-folder';
import { secretsFile } from '../../account/file-store';
import { keychainPlace, tryKeychain } from '../../account/keychain';
import { readableByOthers } from '../../account/private-file';
import { profilesFile, readProfiles } from '../../account/profiles';
import { note, ok, problem, type Finding } from './check';

/** The version of the package that a file is of. */
async function versionOf(url: string): Promise<string> {
  for (let folder = dirname(fileURLToPath(url)); ; folder = dirname(folder)) {
    const manifest = await readFile(`${folder}/package.json`, 'utf8').catch(() => undefined);
    const { name, version } =
      manifest === undefined ? {} : (JSON.parse(manifest) as { name?: string; version?: string });
    if (name !== undefined && version !== undefined) return `${name} ${version}`;
    if (folder === dirname(folder)) return 'unknown';
  }
}

export async function versions(): Promise<Finding[]> {
  const packages = [import.meta.url, import.meta.resolve('unloc-integrator-client')];
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const node = `${process.version} on ${process.platform} ${process.arch}`;
  const old = major < 20 || (major === 20 && minor < 12);
  return [
    ok('Versions', (await Promise.all(packages.map(versionOf))).join(', ')),
    old ? problem('Node', node, 'Update Node: 20.12 or newer is needed.') : ok('Node', node),
  ];
}

export async function webAssembly(): Promise<Finding[]> {
  try {
    const { lockHolderAdminScope } = await import('unloc-integrator-client');
    lockHolderAdminScope('doctor');
    return [ok('WebAssembly', 'runs')];
  } catch (error) {
    const advice = 'Start Node without --jitless, and install the package again.';
    return [problem('WebAssembly', `does not run: ${(error as Error).message}`, advice)];
  }
}

export async function settings(): Promise<Finding[]> {
  const folder = configFolder();
  const name = 'Settings';
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) return [note(name, `${folder} does not exist yet; \`unloc login\` makes it`)];
  const findings: Finding[] = [];
  const writable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!found.isDirectory())
    return [problem(name, `${folder} is not a folder`, 'Move it away, or set UNLOC_CONFIG_DIR.')];
  if (!writable) findings.push(problem(name, `${folder} cannot be written`, 'Set UNLOC_CONFIG_DIR to another folder.'));
  else if (await readableByOthers(folder))
    findings.push(note(name, `${folder} can be opened by other users`, `Run \`chmod 700 ${folder}\`.`));
  else findings.push(ok(name, folder));
  if (await readableByOthers(secretsFile()))
    findings.push(
      problem(
        name,
        `${secretsFile()} can be read by other users`,
        `Run \`chmod 600 ${secretsFile()}\`, and have the secrets replaced.`,
      ),
    );
  try {
    const { current, profiles } = await readProfiles();
    findings.push(ok('Profiles', `${Object.keys(profiles).length} in ${profilesFile()}, in use: ${current ?? 'none'}`));
  } catch (error) {
    findings.push(problem('Profiles', (error as Error).message, 'Repair the file, or move it away and log in again.'));
  }
  return findings;
}

export async function keychain(account: Account): Promise<Finding[]> {
  const name = 'Keychain';
  try {
    await tryKeychain(account.patience);
    return [ok(name, `${keychainPlace} works`)];
  } catch (error) {
    const found = `${keychainPlace} does not work: ${(error as Error).message}`;
    const { store } = await account.identity().catch(() => ({ store: undefined }));
    const advice = 'Log in with `--store file`, or use UNLOC_CLIENT_ID and UNLOC_CLIENT_SECRET.';
    return [store === 'keychain' ? problem(name, found, advice) : note(name, found, advice)];
  }
}

export function proxy(env: NodeJS.ProcessEnv): Finding[] {
  const name = 'Proxy';
  const set = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'].filter(
    (one) => env[one],
  );
  if (set.length === 0) return [ok(name, 'none is set')];
  const found = `${set.join(', ')} ${set.length === 1 ? 'is' : 'are'} set`;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const able = major >= 24 || (major === 22 && minor >= 21);
  if (able && env.NODE_USE_ENV_PROXY === '1') return [ok(name, `${found}, and used (NODE_USE_ENV_PROXY=1)`)];
  const advice = able
    ? 'If the API can be reached only through the proxy, set NODE_USE_ENV_PROXY=1.'
    : 'If the API can be reached only through the proxy, use Node 24 (or 22.21) with NODE_USE_ENV_PROXY=1.';
  return [note(name, `${found}, but Node does not use it here`, advice)];
}
