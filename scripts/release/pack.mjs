// node scripts/release/pack.mjs FOLDER: the tarballs of both packages, which must be built.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CannotContinue, asProgram, run } from '../setup/command.mjs';
import { root } from '../setup/project.mjs';

await asProgram(async () => {
  const [folder, ...rest] = process.argv.slice(2);
  if (folder === undefined || rest.length > 0)
    throw new CannotContinue('Name the folder of the tarballs: node scripts/release/pack.mjs FOLDER.');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const source of ['pkg', 'cli']) {
    if (!existsSync(join(root, source, 'dist')))
      throw new CannotContinue(`${source}/dist does not exist: npm run build makes it.`);
    await run('npm', ['pack', join(root, source), '--pack-destination', resolve(folder), '--loglevel=error'], {
      cwd: root,
    });
  }
});
