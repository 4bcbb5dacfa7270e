// Where profiles and secrets lie on each platform, and that processes which change them at the same time wait for each other.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { importFromCli } from '../../scripts/build/cli-tree.mjs';
import { inPipe, inTerminal, plain, startUnloc, user } from '../support/cli.mjs';
import { root } from '../support/root.mjs';

const { alone, configFolder, concealed, conceal, readableByOthers, refuseSecrets, writePrivateJson } =
  await importFromCli('account/config-folder', 'account/private-file', 'command/secret-words', 'output/concealed');
const folder = mkdtempSync(join(tmpdir(), 'unloc-config-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('the folder of profiles on each platform', () => {
  const at = (platform, env, home = platform === 'win32' ? 'C:\\Users\\Kari' : '/home/kari') =>
    configFolder(env, platform, () => home);
  assert.equal(at('linux', {}), '/home/kari/.config/unloc');
  assert.equal(at('darwin', {}), '/home/kari/.config/unloc');
  assert.equal(at('linux', { XDG_CONFIG_HOME: '/xdg' }), '/xdg/unloc');
  assert.equal(at('linux', { XDG_CONFIG_HOME: 'relative' }), '/home/kari/.config/unloc');
  assert.equal(at('linux', { XDG_CONFIG_HOME: '' }), '/home/kari/.config/unloc');
  assert.equal(at('win32', {}), 'C:\\Users\\Kari\\AppData\\Roaming\\unloc');
  assert.equal(at('win32', { APPDATA: 'D:\\Roaming' }), 'D:\\Roaming\\unloc');
  assert.equal(at('win32', { XDG_CONFIG_HOME: '/xdg', APPDATA: '' }), 'C:\\Users\\Kari\\AppData\\Roaming\\unloc');
  assert.equal(at('linux', { UNLOC_CONFIG_DIR: '/own', XDG_CONFIG_HOME: '/xdg' }), '/own');
  assert.equal(at('win32', { UNLOC_CONFIG_DIR: 'D:\\own\\' }), 'D:\\own');
  assert.equal(at('linux', { UNLOC_CONFIG_DIR: 'own' }), join(process.cwd(), 'own'));
});

test('a user without a home is told what to set, and needs none with UNLOC_CONFIG_DIR', () => {
  const nobody = () => {
    throw new Error('no such user');
  };
  for (const home of [nobody, () => ''])
    assert.throws(() => configFolder({}, 'linux', home), { exitCode: 2, message: /Set UNLOC_CONFIG_DIR/ });
  assert.equal(configFolder({ UNLOC_CONFIG_DIR: '/own' }, 'linux', nobody), '/own');
});

test('a private file is private from its first moment, whatever the mask of the user', async () => {
  const file = join(folder, 'deep', 'private.json');
  const mask = process.umask(0);
  try {
    await writePrivateJson(file, { a: 1 });
  } finally {
    process.umask(mask);
  }
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(statSync(join(folder, 'deep')).mode & 0o777, 0o700);
  assert.equal(await readableByOthers(file), false);
  assert.equal(await readableByOthers(join(folder, 'none')), false);
});

test('a folder that cannot be made ends with a sentence, also where the file system says strange things', async () => {
  const places = ['/proc/nothing/here', '/proc/nothing', '/dev/null/unloc', join(folder, 'file', 'unloc')];
  writeFileSync(join(folder, 'file'), '');
  for (const place of places)
    await assert.rejects(writePrivateJson(join(place, 'x.json'), {}), {
      exitCode: 1,
      message: /cannot be written \(E[A-Z]+\)\. Choose another folder/,
    });
});

test('processes that change a file at the same time wait for each other, also if one of them dies', async () => {
  const file = join(folder, 'count.json');
  writeFileSync(file, '0');
  const script = `
    import { importFromCli } from ${JSON.stringify(join(root, 'scripts', 'build', 'cli-tree.mjs'))};
    import { readFileSync, writeFileSync } from 'node:fs';
    import { setTimeout as pause } from 'node:timers/promises';
    const { alone } = await importFromCli('account/private-file');
    const file = ${JSON.stringify(file)};
    for (let turn = 0; turn < 20; turn++)
      await alone(file, async () => {
        const count = Number(readFileSync(file, 'utf8'));
        await pause(1);
        writeFileSync(file, String(count + 1));
      });
  `;
  const run = () =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
      child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`ended with ${code}`))));
    });
  await Promise.all([run(), run(), run()]);
  assert.equal(readFileSync(file, 'utf8'), '60');

  // Its owner died with it, some time ago.
  writeFileSync(`${file}.lock`, '1');
  const before = Date.now() / 1000 - 60;
  utimesSync(`${file}.lock`, before, before);
  assert.equal(await alone(file, async () => 'done'), 'done');
  assert.ok(!existsSync(`${file}.lock`));
  await assert.rejects(
    alone(file, () => Promise.reject(new Error('within'))),
    /within/,
  );
  assert.ok(!existsSync(`${file}.lock`));
});

test('words that look like secrets are refused, what is close to them is not', () => {
  for (const word of [
    '--secret',
    '-secret',
    '--client-secret=x',
    '--clientSecret=x',
    '--client_secret',
    '--token=x',
    '--password',
    '--api-key',
    '--access-token',
    '--SECRET=x',
  ])
    assert.throws(
      () => refuseSecrets(['login', word]),
      (error) => error.exitCode === 2 && !error.message.includes('=x'),
      word,
    );
  for (const word of ['--secret-stdin', 'token', '--store', '--tokens', 'secret', '--client-id'])
    refuseSecrets(['login', word]);
  refuseSecrets(['api', 'GET', '--', '--secret']);
});

test('help names every code that an error for programs may have', async () => {
  const { exitCodes, topics } = await importFromCli('command/exit-code', 'commands/help/topics');
  const text = JSON.stringify(topics.find(({ name }) => name === 'errors').blocks);
  for (const name of Object.keys(exitCodes).filter((one) => !['done', 'differences', 'open'].includes(one)))
    assert.match(text, new RegExp(`\\b${name}\\b`));
});

test('a secret is taken out of a text in each form that it may have there', () => {
  conceal('pa"ss/wörd');
  conceal('abc');
  conceal(undefined);
  const text = `pa"ss/wörd {"s":${JSON.stringify('pa"ss/wörd')}} ?s=${encodeURIComponent('pa"ss/wörd')} abc`;
  assert.equal(concealed(text), '*** {"s":"***"} ?s=*** abc');
});

test('projects show and use; the environment keeps none', async () => {
  const unloc = await startUnloc();
  try {
    const { env } = user(unloc);
    const { UNLOC_CLIENT_ID, UNLOC_CLIENT_SECRET, ...without } = env;
    const login = ['login', '--client-id', UNLOC_CLIENT_ID, '--secret-stdin', '--store', 'file'];
    assert.equal((await inPipe(login, { env: without, input: UNLOC_CLIENT_SECRET })).code, 0);
    const used = () =>
      JSON.parse(readFileSync(join(env.UNLOC_CONFIG_DIR, 'profiles.json'), 'utf8')).profiles.default.project;
    const projects = JSON.parse((await inPipe(['projects', 'list', '--json'], { env: without })).stdout).data;
    const chosen = await inTerminal(['projects', 'use'], { env: without, answers: [['Number: ', '3\r']] });
    assert.equal(chosen.code, 0, chosen.screen);
    assert.equal(used(), projects[2].id);
    const dry = await inPipe(['projects', 'use', projects[0].id.slice(0, 8), '--dry-run'], { env: without });
    assert.deepEqual([dry.code, used()], [0, projects[2].id]);
    const begun = await inPipe(['projects', 'use', projects[0].id.slice(0, 8), '--json'], { env: without });
    assert.deepEqual(JSON.parse(begun.stdout).data, {
      profile: 'default',
      project: { id: projects[0].id, name: projects[0].name },
    });
    assert.equal(used(), projects[0].id);
    const shown = await inTerminal(['projects', 'show'], { env: without });
    assert.match(plain(shown.screen), new RegExp(projects[0].name));
    const other = await inPipe(['projects', 'show', projects[1].name.toUpperCase(), '--json'], { env: without });
    assert.deepEqual(JSON.parse(other.stdout).data, projects[1]);
    const nowhere = await inPipe(['projects', 'use', projects[1].name], { env });
    assert.equal(nowhere.code, 2);
    assert.match(nowhere.stderr, new RegExp(`UNLOC_PROJECT=${projects[1].id}`));
    assert.equal((await inPipe(['projects', 'use', 'nothing like it'], { env: without })).code, 2);
  } finally {
    await unloc.stop();
  }
});
