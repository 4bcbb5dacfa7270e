// The command line and the client, installed by npm from their tarballs into an empty folder, as users get them.
import { spawn } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { run } from '../../scripts/setup/command.mjs';
import { pack, temporaryFolder } from '../support/packed.mjs';

let folder;
/** Once for all versions of Node. */
async function installed() {
  if (folder) return folder;
  const empty = temporaryFolder();
  writeFileSync(join(empty, 'package.json'), '{"private":true}');
  const tarballs = [pack(empty).tarball, pack(empty, 'cli').tarball];
  await run('npm', ['install', ...tarballs, '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], {
    cwd: empty,
    quiet: true,
    title: 'npm install of the command line',
    limitMinutes: 4,
  });
  folder = empty;
  return folder;
}

/** Runs commands with a version of Node, `npx` first; resolves to what they say. */
export async function commandLine(node) {
  chmodSync(node, 0o755);
  const project = await installed();
  const env = {
    PATH: `${dirname(node)}:${process.env.PATH}`,
    HOME: project,
    UNLOC_CONFIG_DIR: join(project, 'settings'),
  };
  const unloc = (words, more = {}) =>
    run(node, [join('node_modules', 'unloc-cli', 'dist', 'unloc.mjs'), ...words], {
      cwd: project,
      env: { ...env, ...more },
      quiet: true,
      title: `unloc ${words.join(' ')}`,
      limitMinutes: 1,
    });
  const version = (
    await run('npx', ['--no-install', 'unloc', '--version'], {
      cwd: project,
      env,
      quiet: true,
      title: 'npx unloc',
      limitMinutes: 1,
    })
  ).trim();
  const server = spawn(node, [join('node_modules', '.bin', 'unloc-sandbox'), '--json', '--port', '0'], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const line = await new Promise((resolve) => createInterface({ input: server.stdout }).once('line', resolve));
    const { url, clientId, clientSecret } = JSON.parse(line);
    const account = { UNLOC_URL: url, UNLOC_CLIENT_ID: clientId, UNLOC_CLIENT_SECRET: clientSecret };
    const projects = JSON.parse(await unloc(['projects', 'list', '--json'], account)).data;
    account.UNLOC_PROJECT = projects[0].id;
    const doors = JSON.parse(await unloc(['doors', 'list', '--json'], account)).data;
    const give = ['keys', 'give', '--to', '+4790000001', '--door', doors[0].id, '--for', '2d', '--yes', '--json'];
    await unloc(give, account);
    const keys = JSON.parse(await unloc(['keys', 'list', '--json', '--person', '+4790000001'], account)).data;
    if (keys.length !== 1) throw new Error(`there are ${keys.length} keys of the person who was given one`);
    await unloc(['access', 'who', doors[0].id, '--json'], account);
    return `unloc ${version}, ${doors.length} doors, a key given`;
  } finally {
    server.kill();
  }
}
