// What is built, measured: the rows of benches/budget.json, and the tarballs that npm would publish.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { firstLoad, published } from '../../benches/sizes.mjs';
import { CannotContinue } from '../setup/command.mjs';
import { publishedPackages, root } from '../setup/project.mjs';

const built = [...publishedPackages, 'www'].map((folder) => join(folder, 'dist'));

function tarball(folder) {
  const printed = execFileSync('npm', ['pack', join(root, folder), '--dry-run', '--json'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 26,
  });
  const [{ name, size, unpackedSize }] = Object.values(JSON.parse(printed));
  return { name, packed: size, unpacked: unpackedSize };
}

/**
 * Bytes of what is built.
 *
 * @returns `entries` with their files, budgets and bytes raw, by gzip and by brotli; `tarballs` with their bytes packed and
 *   unpacked; `zlib`, whose version decides some bytes of what is compressed.
 */
export function measure() {
  const missing = built.find((folder) => !existsSync(join(root, folder)));
  if (missing) throw new CannotContinue(`${missing} is not built: run \`npm run build\` and start again.`);
  return {
    zlib: process.versions.zlib,
    entries: [...published(), firstLoad()],
    tarballs: publishedPackages.map(tarball),
  };
}
