import { eventNames } from '../command/event-options';
import { usage } from '../command/failure';

/** The words of the command line with the API's, and what a person did. */
const actions: ReadonlyArray<{ name: (typeof eventNames)[number]; action: string; did: string }> = [
  { name: 'opened', action: 'unlocked', did: 'opened' },
  { name: 'locked', action: 'locked', did: 'locked' },
  { name: 'viewed-code', action: 'viewedCode', did: 'looked at the code of' },
];

/** The API's word. */
export function actionOf(name: string): string {
  const found = actions.find((one) => one.name === name || one.action === name);
  if (found === undefined) throw usage(`There is no event "${name}". There are: ${eventNames.join(', ')}.`);
  return found.action;
}

/** What a person did, as a verb. The API's set is open. */
export function didOf(action: string): string {
  return actions.find((one) => one.action === action)?.did ?? `did "${action}" at`;
}

/** The API's words of a list such as `opened,locked`; all if there is none. */
export function chosenActions(list: string | undefined): ReadonlySet<string> | undefined {
  if (list === undefined) return undefined;
  const names = list.split(',').map((name) => name.trim());
  return new Set(names.filter((name) => name !== '').map(actionOf));
}
