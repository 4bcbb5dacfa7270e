// The commands `unloc-sandbox` and `unloc`, as npm has linked them.
import assert from 'node:assert/strict';
import { execSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const file = (name) => {
  const folder = join(
    project,
    'node_modules',
    name.startsWith('unloc-sandbox') ? 'unloc-integrator-client' : 'unloc-cli',
  );
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, bin[name]);
};

/** Starts a command that serves; resolves to its first line, which is JSON, and to `stop`. */
async function serving(name, ...words) {
  const options = { stdio: ['ignore', 'pipe', 'inherit'], env, timeout: 5 * 60_000 };
  const child = spawn(process.execPath, [file(name), ...words], options);
  const closed = new Promise((resolve) => {
    child.once('close', resolve);
  });
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    closed.then((code) => reject(new Error(`${name} ended with ${code}`)));
  });
  const stop = () => {
    child.kill();
    return closed;
  };
  return { ...JSON.parse(line), stop };
}

// A home of its own: settings go where the system has them, and none of the machine's are read.
const home = mkdtempSync(join(project, 'home-'));
const appData = join(home, 'AppData', 'Roaming');
mkdirSync(appData, { recursive: true });
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^UNLOC_/i.test(name))),
  HOME: home,
  USERPROFILE: home,
  APPDATA: appData,
  XDG_CONFIG_HOME: join(home, '.config'),
  npm_config_update_notifier: 'false',
};

function unloc(...words) {
  const options = { env, encoding: 'utf8', timeout: 60_000 };
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [file('unloc'), ...words], options);
  assert.equal(status, 0, `unloc ${words.join(' ')}: ${error?.message ?? ''}${stderr}`);
  return stdout;
}

let server;
before(async () => {
  server = await serving('unloc-sandbox', '--json', '--port', '0');
});
after(() => server?.stop());

test('npm has linked both commands, and npx finds them', () => {
  const say = (command) => execSync(command, { cwd: project, env, encoding: 'utf8', timeout: 60_000 }).trim();
  const version = (name) =>
    JSON.parse(readFileSync(join(project, 'node_modules', name, 'package.json'), 'utf8')).version;
  assert.equal(say('npx --no-install unloc --version'), version('unloc-cli'));
  assert.match(say('npx --no-install unloc-sandbox --help'), /unloc-sandbox/);
});

test('doors are listed, a key is given and found, and who can open is said', () => {
  Object.assign(env, {
    UNLOC_URL: server.url,
    UNLOC_CLIENT_ID: server.clientId,
    UNLOC_CLIENT_SECRET: server.clientSecret,
  });
  env.UNLOC_PROJECT = JSON.parse(unloc('projects', 'list', '--json')).data[0].id;
  const [door] = JSON.parse(unloc('doors', 'list', '--json')).data;
  unloc('keys', 'give', '--to', '+4790000001', '--door', door.id, '--for', '2d', '--yes', '--json');
  assert.equal(JSON.parse(unloc('keys', 'list', '--json', '--person', '+4790000001')).data.length, 1);
  unloc('access', 'who', door.id, '--json');
});

test('the page is served by unloc demo, with every file that it names', async () => {
  const demo = await serving('unloc', 'demo', '--no-open', '--json', '--port', '0');
  try {
    const { page: address } = demo;
    const page = await (await fetch(address)).text();
    const named = [...page.matchAll(/(?:src|href)="([^"#:]+)"/g)].map(([, path]) => path);
    assert.ok(named.length > 1, page);
    for (const path of named) {
      const response = await fetch(new URL(path, address));
      assert.equal(response.status, 200, path);
      await response.arrayBuffer();
    }
  } finally {
    await demo.stop();
  }
});
