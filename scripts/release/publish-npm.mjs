// node scripts/release/publish-npm.mjs TARBALLS [--dry-run]: publishes both packages, with provenance. A version that the
// registry has already is left out, so that a run that failed half way can be repeated.
//
// There is no token: npm proves to the registry, by the identity that GitHub gives to the job, that this workflow runs.
import { resolve } from 'node:path';
import { CannotContinue, answer, asProgram, run } from '../setup/command.mjs';
import { isAtLeast, readProjectFile } from '../setup/project.mjs';
import { tarballsIn } from './tarballs.mjs';

/** The oldest npm that exchanges the identity for the right to publish. */
const oldestNpm = '11.5.1';

await asProgram(async () => {
  const [folder, option, ...rest] = process.argv.slice(2);
  if (folder === undefined || (option !== undefined && option !== '--dry-run') || rest.length > 0)
    throw new CannotContinue('node scripts/release/publish-npm.mjs TARBALLS [--dry-run]');
  const npm = answer('npm', ['--version']);
  if (npm === undefined || !isAtLeast(npm, oldestNpm))
    throw new CannotContinue(`npm ${oldestNpm} or newer is needed, and this is ${npm ?? 'none'}. Node 24 brings one.`);
  const { version } = JSON.parse(readProjectFile('package.json'));
  const tag = version.includes('-') ? 'next' : 'latest';
  for (const { package: name, path } of tarballsIn(folder, version)) {
    if (answer('npm', ['view', `${name}@${version}`, 'version']) === version) {
      console.log(`${name} ${version} is published already.`);
      continue;
    }
    // A dry run has no identity to prove.
    const how = option === '--dry-run' ? ['--dry-run'] : ['--provenance'];
    await run('npm', ['publish', resolve(path), '--access', 'public', '--tag', tag, ...how], { limitMinutes: 5 });
  }
});
