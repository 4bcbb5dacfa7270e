import type { HelpConfiguration } from 'commander';

/** How help is laid out. */
export const helpConfiguration: HelpConfiguration = {
  sortSubcommands: false,
  sortOptions: false,
  subcommandTerm: (command) => [command.name(), ...command.aliases()].join(', '),
};
