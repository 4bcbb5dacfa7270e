// Which steps to run, from the command line.
import { CannotContinue } from '../setup/command.mjs';

export const usage = 'npm test [-- --list | --only NAME,NAME | --from NAME]';

/** The chosen steps of a table, in its order, and whether only to list them. */
export function chosen(steps, parameters) {
  const [option, value, ...rest] = parameters;
  if (option === undefined) return { steps, list: false };
  if (option === '--list' && value === undefined) return { steps, list: true };
  if (!['--only', '--from'].includes(option) || !value || rest.length > 0) {
    throw new CannotContinue(`\`${parameters.join(' ')}\` is not understood here: ${usage}.`);
  }
  const names = value.split(',');
  for (const name of names) {
    if (!steps.some((step) => step.name === name)) {
      throw new CannotContinue(`There is no step "${name}"; there are: ${steps.map((step) => step.name).join(', ')}.`);
    }
  }
  if (option === '--only') return { steps: steps.filter((step) => names.includes(step.name)), list: false };
  if (names.length > 1) throw new CannotContinue(`--from takes one step, and ${names.length} are named: ${usage}.`);
  return { steps: steps.slice(steps.findIndex((step) => step.name === value)), list: false };
}
