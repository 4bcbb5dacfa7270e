import type { Group } from '../../command/command';

export const people: Group = {
  name: 'people',
  summary: 'Look at people and change what is written down about them',
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
  ],
};
