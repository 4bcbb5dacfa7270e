import type { CommanderError } from 'commander';
import { isGroup, type Entry } from './command';
import { exitCodes } from './exit-code';
import { Failure } from './failure';

/** Something that commander refuses, in our words, with the path of the command that it is about. */
export class WrongUse extends Failure {
  readonly path: string;

  constructor(message: string, path: string) {
    super(message, exitCodes.usage);
    this.path = path;
  }
}

/** Commands of this name below other words: who types `unloc give` means `unloc keys give`. */
function elsewhere(tree: readonly Entry[], name: string): string[] {
  return tree
    .filter(isGroup)
    .filter(({ commands }) => commands.some((one) => one.name === name || one.aliases?.includes(name)))
    .map((group) => `\`unloc ${group.name} ${name}\``);
}

const either = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

/** The error of commander as sentences: what is wrong, what is near it, where help is. */
export function wrongUse({ code, message }: CommanderError, path: string, tree: readonly Entry[]): WrongUse {
  const [first = '', ...rest] = message.replace(/^error: /, '').split('\n');
  const [, quoted = ''] = /'([^']*)'/.exec(first) ?? [];
  const [, near] = /\(Did you mean (?:one of )?(.*)\?\)/.exec(rest.join('\n')) ?? [];
  const help = `See \`${['unloc', ...(path === '' ? [] : [path]), '--help'].join(' ')}\`.`;
  const suggestion = near === undefined ? '' : ` Did you mean ${either(near.split(', '))}?`;
  if (code === 'commander.unknownCommand') {
    const others = path === '' ? elsewhere(tree, quoted) : [];
    const meant = others.length > 0 ? ` Did you mean ${either(others)}?` : suggestion;
    return new WrongUse(`There is no command "${quoted}"${path === '' ? '' : ' here'}.${meant} ${help}`, path);
  }
  // A value after = may be a secret.
  if (code === 'commander.unknownOption')
    return new WrongUse(`There is no option ${quoted.split('=')[0]}.${suggestion} ${help}`, path);
  if (code === 'commander.missingArgument') return new WrongUse(`<${quoted}> is missing. ${help}`, path);
  if (code === 'commander.optionMissingArgument')
    return new WrongUse(`The option ${quoted} has no value. ${help}`, path);
  if (code === 'commander.excessArguments') {
    const [, takes = '0', given = ''] = /Expected (\d+) .* got (\d+)/.exec(first) ?? [];
    const most = takes === '0' ? 'no argument' : takes === '1' ? 'one argument' : `${takes} arguments`;
    return new WrongUse(`The command takes ${most}, but got ${given}. ${help}`, path);
  }
  if (code === 'commander.missingMandatoryOptionValue')
    return new WrongUse(`The option ${quoted} is missing. ${help}`, path);
  return new WrongUse(`${first.charAt(0).toUpperCase()}${first.slice(1)} ${help}`, path);
}
