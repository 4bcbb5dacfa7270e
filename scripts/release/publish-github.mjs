// node scripts/release/publish-github.mjs TAG FOLDER [--dry-run]: a release on GitHub of what scripts/release/files.mjs made. One
// that an earlier run has begun is completed.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CannotContinue, answer, asProgram, run } from '../setup/command.mjs';

await asProgram(async () => {
  const [tag, folder, option, ...rest] = process.argv.slice(2);
  if (folder === undefined || (option !== undefined && option !== '--dry-run') || rest.length > 0)
    throw new CannotContinue('node scripts/release/publish-github.mjs TAG FOLDER [--dry-run]');
  const files = readdirSync(join(folder, 'files')).map((name) => join(folder, 'files', name));
  const said = [
    ...['--verify-tag', '--title', tag, '--notes-file', join(folder, 'notes.md')],
    ...(tag.includes('-') ? ['--prerelease'] : []),
  ];
  const create = ['release', 'create', tag, ...said, ...files];
  if (option === '--dry-run') return console.log(['gh', ...create].join(' '));
  const gh = (parameters) => run('gh', parameters, { limitMinutes: 10 });
  if (answer('gh', ['release', 'view', tag, '--json', 'tagName']) === undefined) return void (await gh(create));
  await gh(['release', 'upload', tag, '--clobber', ...files]);
  await gh(['release', 'edit', tag, '--draft=false', ...said]);
});
