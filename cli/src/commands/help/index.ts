import type { Command } from '../../command/command';

export const helpCommand: Command = {
  name: 'help',
  summary: 'Explain a command, or errors, times, output and the options of all commands',
  description:
    'With --json, it writes the commands with their arguments, options and examples as data, for programs that call unloc.',
  arguments: [
    {
      name: 'topic',
      description: 'a command such as "keys give", or one of errors, times, output, options',
      optional: true,
      variadic: true,
    },
  ],
  examples: [
    { line: 'unloc help keys give', does: 'the same as unloc keys give --help' },
    { line: 'unloc help errors', does: 'exit codes, what goes wrong, and who has to act' },
  ],
  load: () => import('./help'),
};

/** `unloc` alone. */
export const startCommand: Command = {
  name: 'start',
  summary: 'Say where you are, and how to begin',
  load: () => import('./start'),
};
