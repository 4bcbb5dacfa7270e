import type { Option } from './command';

/** The options of all commands. They may stand before and after the command's name. */
export const globalOptions: readonly Option[] = [
  { flags: '--profile <name>', description: 'use this profile', kind: 'profile' },
  {
    flags: '--project <project>',
    description: 'use this project: an id, the beginning of one, or a name',
    kind: 'project',
  },
  { flags: '--dotenv <file>', description: 'read variables from this file', kind: 'file' },
  { flags: '--json', description: 'write JSON: { "data", "next" }; never ask' },
  { flags: '--ndjson', description: 'write a line of JSON for each row; never ask' },
  { flags: '--csv', description: 'write CSV, safe for spreadsheets' },
  { flags: '--columns <names>', description: 'show these columns, separated by commas' },
  { flags: '--no-pager', description: 'do not show long output in the pager' },
  { flags: '--color <when>', description: 'use colours', choices: ['auto', 'always', 'never'] },
  { flags: '--yes', description: 'go ahead without asking' },
  { flags: '--dry-run', description: 'say what would be done, and change nothing' },
  { flags: '--timeout <duration>', description: 'give up after this long, such as 30s or 5m' },
  { flags: '--verbose', description: 'write each call to stderr, without secrets' },
];
