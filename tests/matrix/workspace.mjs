// A folder for each tool, outside the repository: with another node_modules in a parent folder tools resolve packages
// that no user has.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../scripts/setup/command.mjs';
import { copyConsumer, root, unpackInto } from '../support/packed.mjs';

const workspaces = join(tmpdir(), `unloc-package-matrix-${process.getuid?.() ?? ''}`);

/** Removes all workspaces: 1.7 GB. Left in place, they make the next run faster. */
export function removeWorkspaces() {
  rmSync(workspaces, { recursive: true, force: true });
}

/** Prepares the workspace of a tool: its pinned packages, the tarball, its own files and the consumer's in `src`. */
export async function prepareWorkspace(tool, tarball) {
  const workspace = join(workspaces, tool);
  const files = join(root, 'tests', 'matrix', tool);
  const stamp = createHash('sha256')
    .update(readFileSync(join(files, 'package-lock.json')))
    .digest('hex');
  const stampFile = join(workspace, 'node_modules', '.installed');
  const isInstalled = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  mkdirSync(workspace, { recursive: true });
  for (const name of readdirSync(workspace)) {
    if (name !== 'node_modules' || !isInstalled) rmSync(join(workspace, name), { recursive: true, force: true });
  }
  cpSync(files, workspace, { recursive: true });
  copyConsumer(join(workspace, 'src'));
  if (!isInstalled) {
    // Not `npm ci`: it refuses a lock file without the packages that a registry lacks for other platforms.
    await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], {
      cwd: workspace,
      quiet: true,
      title: `npm install for ${tool}`,
      limitMinutes: 6,
    });
    writeFileSync(stampFile, stamp);
  }
  // Bundlers cache the transformed package of an earlier build.
  rmSync(join(workspace, 'node_modules', '.vite'), { recursive: true, force: true });
  rmSync(join(workspace, 'node_modules', '.cache'), { recursive: true, force: true });
  unpackInto(workspace, tarball);
  return workspace;
}

/** Runs a program of the workspace's node_modules to its end; resolves to what it printed. */
export function runTool(workspace, name, parameters, { env = {}, minutes = 3 } = {}) {
  return run(join(workspace, 'node_modules', '.bin', name), parameters, {
    cwd: workspace,
    env: { ...process.env, ...env },
    quiet: true,
    title: name,
    limitMinutes: minutes,
  });
}
