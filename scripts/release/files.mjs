// node scripts/release/files.mjs TARBALLS FOLDER: what a release on GitHub shows. The tarballs, a bill of materials for each
// package and crate, the checksums of all, and, beside them, the section of the changelog as notes.md.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CannotContinue, asProgram } from '../setup/command.mjs';
import { emptyFolder } from '../setup/output-folder.mjs';
import { readProjectFile } from '../setup/project.mjs';
import { sectionOf } from './changelog.mjs';
import { writeBills } from './sbom.mjs';
import { tarballsIn } from './tarballs.mjs';

/** What an earlier run has written. */
const ours = /^(?:notes\.md|files|files\/(?:SHA256SUMS|[\w.-]+\.(?:tgz|cdx\.json)))$/;

await asProgram(() => {
  const [source, folder, ...rest] = process.argv.slice(2);
  if (folder === undefined || rest.length > 0)
    throw new CannotContinue('Name two folders: node scripts/release/files.mjs TARBALLS FOLDER.');
  if (!relative(folder, source).startsWith('..'))
    throw new CannotContinue(`${source} lies in ${folder}, which is written anew: name another folder.`);
  const { version } = JSON.parse(readProjectFile('package.json'));
  const notes = sectionOf(readProjectFile('CHANGELOG.md'), version);
  const tarballs = tarballsIn(source, version);
  emptyFolder(folder, ours);
  const files = join(folder, 'files');
  mkdirSync(files);
  for (const { name, path } of tarballs) copyFileSync(path, join(files, name));
  writeBills(files);
  const sums = readdirSync(files)
    .sort()
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(files, name)))
          .digest('hex')}  ${name}\n`,
    );
  writeFileSync(join(files, 'SHA256SUMS'), sums.join(''));
  writeFileSync(join(folder, 'notes.md'), `${notes}\n`);
  process.stdout.write(sums.join(''));
});
