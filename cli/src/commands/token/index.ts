import type { Command } from '../../command/command';

export const tokenCommand: Command = {
  name: 'token',
  summary: 'Write an access token, for another program',
  description:
    'Whoever has the token can open doors until it expires, within an hour. On a terminal the command asks first, because the token stays on the screen; `--project` says which project it is for.',
  options: [
    { flags: '--v1', description: 'a token of API v1' },
    { flags: '--lock-holder <id>', description: 'the lock holder that a token of API v1 is for' },
  ],
  examples: [
    { line: 'unloc token | pbcopy', does: 'to the clipboard of a Mac, not to the screen' },
    { line: 'unloc token --json', does: 'also when it expires' },
  ],
  load: () => import('./token'),
};
