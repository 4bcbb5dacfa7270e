// node scripts/release/pack.mjs FOLDER: the tarballs of both packages, which must be built.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CannotContinue, asProgram, run } from '../setup/command.mjs';
import { emptyFolder } from '../setup/output-folder.mjs';
import { publishedPackages, root } from '../setup/project.mjs';

await asProgram(async () => {
  const [folder, ...rest] = process.argv.slice(2);
  if (folder === undefined || rest.length > 0)
    throw new CannotContinue('Name the folder of the tarballs: node scripts/release/pack.mjs FOLDER.');
  emptyFolder(folder, /^unloc-[\w.-]+\.tgz$/);
  for (const source of publishedPackages) {
    if (!existsSync(join(root, source, 'dist')))
      throw new CannotContinue(`${source}/dist does not exist: npm run build makes it.`);
    await run('npm', ['pack', join(root, source), '--pack-destination', resolve(folder), '--loglevel=error'], {
      cwd: root,
    });
  }
});
