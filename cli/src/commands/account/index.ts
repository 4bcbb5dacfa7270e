import type { Entry } from '../../command/command';

/** Commands about who you are. */
export const accountCommands: readonly Entry[] = [
  {
    name: 'login',
    summary: 'Check credentials and keep them as a profile',
    description:
      'The secret is asked for and not shown, or read from stdin. It is never an option: other users see the words of a command in the process list, and the shell keeps them in its history.\n\nIt is kept in the keychain of the system, which is tried first. Where none works, `--store file` keeps it in a file that only you can read. The profile itself, without the secret, is in profiles.json of the same folder.',
    arguments: [{ name: 'name', description: 'the profile (default: "default")', optional: true, kind: 'profile' }],
    options: [
      { flags: '--client-id <id>', description: 'the client id' },
      { flags: '--secret-stdin', description: 'read the secret from the first line of stdin' },
      { flags: '--store <place>', description: 'where the secret is kept', choices: ['keychain', 'file'] },
      { flags: '--api <url>', description: 'the base URL of the API, if it is not https://api.unloc.app' },
    ],
    examples: [
      { line: 'unloc login', does: 'asks for the client id and the secret' },
      {
        line: 'unloc login work --client-id acme --secret-stdin < secret.txt',
        does: 'the secret from a file or a password manager',
      },
    ],
    load: () => import('./login'),
  },
  {
    name: 'logout',
    summary: 'Remove a profile and its secret from this machine',
    description: 'The secret stays valid: have it replaced if somebody else may know it.',
    arguments: [{ name: 'name', description: 'the profile (the one in use)', optional: true, kind: 'profile' }],
    load: () => import('./logout'),
  },
  {
    name: 'whoami',
    summary: 'Show which credentials are used, and where they come from',
    description:
      'The environment takes precedence over a profile, unless `--profile` or UNLOC_PROFILE names one. A profile that is hidden by the environment is named. Nothing is sent without `--check`.',
    options: [{ flags: '--check', description: 'check the credentials with the API, and compare the clocks' }],
    examples: [{ line: 'unloc whoami --check', does: 'also projects and the difference of the clocks' }],
    load: () => import('./whoami'),
  },
];
