import { isGroup, type Entry } from './command';

/** The headings of help, and the rows below each. A row that is in none stands below the last. */
const chapters: ReadonlyArray<readonly [heading: string, names: readonly string[]]> = [
  ['Begin', ['demo', 'centre', 'login', 'logout', 'whoami', 'profiles']],
  [
    'Doors, people and keys',
    ['projects', 'subprojects', 'doors', 'people', 'keys', 'access', 'sharing', 'groups', 'log'],
  ],
  ['Make the account match a list', ['plan', 'apply', 'snapshot', 'compare', 'budget']],
  ['Events', ['hooks', 'listen', 'trigger', 'sandbox']],
  ['Tools', ['api', 'token', 'doctor', 'completion', 'help']],
];

/** The rows of the first level below their headings, in the order of help. */
export function inChapters(
  tree: readonly Entry[],
): ReadonlyArray<readonly [heading: string, entries: readonly Entry[]]> {
  const named = chapters.flatMap(([, names]) => names);
  return chapters
    .map(([heading, names], index) => {
      const found = names.flatMap((name) => tree.filter((entry) => entry.name === name));
      const others = index === chapters.length - 1 ? tree.filter((entry) => !named.includes(entry.name)) : [];
      return [heading, [...found, ...others]] as const;
    })
    .filter(([, entries]) => entries.length > 0);
}

/** All commands with their paths (`keys give`), in the order of help. */
export function allCommands(tree: readonly Entry[]): Array<{ path: string; entry: Entry }> {
  return inChapters(tree).flatMap(([, entries]) =>
    entries.flatMap((entry) => [
      { path: entry.name, entry },
      ...(isGroup(entry)
        ? entry.commands.map((command) => ({ path: `${entry.name} ${command.name}`, entry: command as Entry }))
        : []),
    ]),
  );
}
