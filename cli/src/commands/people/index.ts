import { applying } from '../../command/applying-options';
import type { Group } from '../../command/command';

export const people: Group = {
  name: 'people',
  summary: 'List people, edit their records, and take their keys back',
  commands: [
    {
      name: 'list',
      summary: 'List everybody who has a key or a record',
      description:
        'A person is one phone number. The name is that of the project’s record, else the one that the person entered in the app.',
      examples: [{ line: 'unloc people list --csv > people.csv', does: 'everybody, for a spreadsheet' }],
      load: () => import('./list'),
    },
    {
      name: 'show',
      summary: 'Show a person and what the person has keys to',
      arguments: [{ name: 'person', description: 'a phone number or a name', kind: 'person' }],
      examples: [
        { line: 'unloc people show nygard', does: 'capitals and accents do not count' },
        { line: 'unloc people show "912 34 567"', does: 'a number as it is written where the doors are' },
      ],
      load: () => import('./show'),
    },
    {
      name: 'edit',
      summary: 'Change the project’s record of a person',
      description: 'A person without a record gets one. The name in the app is the person’s own and does not change.',
      arguments: [{ name: 'person', description: 'a phone number or a name', kind: 'person' }],
      options: [
        { flags: '--first-name <name>', description: 'the first name' },
        { flags: '--last-name <name>', description: 'the last name; "" removes it' },
        { flags: '--set <pair...>', description: 'data of your own, as name=value' },
        { flags: '--unset <name...>', description: 'remove data of your own' },
      ],
      examples: [
        { line: 'unloc people edit +4791234567 --first-name Kari --last-name Nygård', does: 'the name' },
        { line: 'unloc people edit nygard --set flat=207 --unset parking', does: 'data of your own' },
      ],
      load: () => import('./edit'),
    },
    {
      name: 'move-out',
      summary: 'Take all keys of a person back, now or on a day',
      description:
        'The command shows a plan, asks, and carries it out door by door; a door that fails does not stop the others. With --on, keys that end later are replaced by keys that end then.\n\nExit code 5: some keys are left, and named; run the same command again. Exit code 9: the API refuses to take a key back. Access groups, keys that the person shared in the app, and the right to share stay; the command says how to end them.',
      arguments: [{ name: 'person', description: 'a phone number or a name', kind: 'person' }],
      options: [
        { flags: '--on <time>', description: 'the last day or time, on the clock of each door (now)' },
        { flags: '--owner <name...>', description: 'only keys that these lists gave (any)' },
        {
          flags: '--out <plan>',
          description: 'write the plan to this new file, for `unloc apply`, instead',
          kind: 'file',
        },
        applying.report,
        applying.pace,
        applying.settle,
        applying.usable,
      ],
      examples: [
        { line: 'unloc people move-out "Anders Hovland" --dry-run', does: 'what would be taken back' },
        { line: 'unloc people move-out +447700900115 --on 2026-12-31', does: 'keys until the end of that day' },
        { line: 'unloc people move-out nygard --out plan.json', does: 'the plan, for somebody else to apply' },
      ],
      load: () => import('./move-out'),
    },
  ],
};
