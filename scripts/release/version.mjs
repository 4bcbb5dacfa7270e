// npm run release:version: makes the next version of all packages and crates out of .changeset, and writes it wherever it stands.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotContinue, asProgram, run } from '../setup/command.mjs';
import { root } from '../setup/project.mjs';
import { dated } from './changelog.mjs';
import { changeset } from './changesets.mjs';
import { places, versionIn, withVersion } from './versions.mjs';

await asProgram(async () => {
  const changes = readdirSync(join(root, '.changeset')).filter((name) => name.endsWith('.md') && name !== 'README.md');
  if (changes.length === 0) throw new CannotContinue('.changeset holds no change: there is nothing to release.');
  await changeset(['version']);

  const [source, ...others] = places;
  const version = versionIn(source);
  for (const place of others) writeFileSync(join(root, place.file), withVersion(place, version));
  const changelog = join(root, 'CHANGELOG.md');
  writeFileSync(changelog, dated(readFileSync(changelog, 'utf8'), version, new Date().toISOString().slice(0, 10)));

  // What is written from the version.
  const quietly = { cwd: root, quiet: true };
  await run('cargo', ['update', '--workspace', '--offline'], quietly);
  await run('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'], quietly);
  await run(process.execPath, ['scripts/generate.mjs', 'cli'], quietly);
  console.log(`${version}, of ${changes.length} changes. Read CHANGELOG.md, and commit.`);
});
