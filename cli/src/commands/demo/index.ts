import type { Command } from '../../command/command';

export const demo: Command = {
  name: 'demo',
  summary: 'Try Unloc without an account, with invented doors, people and keys',
  description:
    'It starts an embedded Unloc on this machine and opens the page in the browser. No real door is opened, and '
    + 'nothing leaves this machine. Both end with Ctrl-C; all changes are lost then.\n\n'
    + 'The profile "demo" is written, so that all other commands work on the same embedded Unloc in another terminal. It '
    + 'becomes the current profile only if there is none.',
  options: [
    { flags: '--port <port>', description: 'the port of the page; 0 picks a free one (default: 4020, or a free one)' },
    { flags: '--no-open', description: 'open no browser' },
    {
      flags: '--seed <seed>',
      description: 'its first state: demo, empty, large, or a file with a state',
      kind: 'file',
    },
  ],
  examples: [
    { line: 'unloc demo', does: 'the page in the browser' },
    { line: 'unloc demo --no-open --json', does: 'for programs: the first line has all addresses' },
  ],
  load: () => import('./demo'),
};
