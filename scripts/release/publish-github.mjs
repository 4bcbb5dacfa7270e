// node scripts/release/publish-github.mjs TAG FOLDER [--dry-run]: a release on GitHub of what scripts/release/files.mjs made.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CannotContinue, asProgram, run } from '../setup/command.mjs';

await asProgram(async () => {
  const [tag, folder, option, ...rest] = process.argv.slice(2);
  if (folder === undefined || (option !== undefined && option !== '--dry-run') || rest.length > 0)
    throw new CannotContinue('node scripts/release/publish-github.mjs TAG FOLDER [--dry-run]');
  const files = readdirSync(join(folder, 'files')).map((name) => join(folder, 'files', name));
  const kind = tag.includes('-') ? ['--prerelease'] : [];
  const parameters = [
    'release',
    'create',
    tag,
    '--verify-tag',
    '--title',
    tag,
    '--notes-file',
    join(folder, 'notes.md'),
  ];
  if (option === '--dry-run') console.log(['gh', ...parameters, ...kind, ...files].join(' '));
  else await run('gh', [...parameters, ...kind, ...files], { limitMinutes: 10 });
});
