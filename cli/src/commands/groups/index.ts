import type { Group } from '../../command/command';

const group = { name: 'group', description: 'a name, an id, or the beginning of one', kind: 'group' } as const;
const set = { flags: '--set <pair...>', description: 'data of your own, as name=value' } as const;
const hours = {
  flags: '--hours <hours>',
  description: 'weekly hours of its keys, such as "mon-fri 08:00-16:00"; one window a day',
} as const;
const accesses = [
  { flags: '--person <person...>', description: 'these people', kind: 'person' },
  { flags: '--door <door...>', description: 'these doors', kind: 'door' },
] as const;

export const groups: Group = {
  name: 'groups',
  summary: 'List, create and edit access groups',
  commands: [
    {
      name: 'list',
      summary: 'List the access groups of the project',
      description: 'Everybody in a group has a key to each of its doors.',
      load: () => import('./list'),
    },
    {
      name: 'show',
      summary: 'Show a group with its people and doors',
      arguments: [group],
      load: () => import('./show'),
    },
    {
      name: 'create',
      summary: 'Make a group',
      description:
        'Its people get a key without an end to each of its doors. The API cannot delete a group; one without people opens nothing.',
      arguments: [{ name: 'name', description: 'its name, 4 to 64 characters' }],
      options: [
        { flags: '--person <person...>', description: 'its people', kind: 'person' },
        { flags: '--door <door...>', description: 'its doors', kind: 'door' },
        { flags: '--description <text>', description: 'what it is for, 4 to 1024 characters' },
        hours,
        { flags: '--share', description: 'its people may share their keys; not with --hours' },
        set,
      ],
      examples: [
        {
          line: 'unloc groups create Residents --person nygard --door "Main entrance 12" laundry',
          does: 'a group of one',
        },
      ],
      load: () => import('./create'),
    },
    {
      name: 'edit',
      summary: 'Change a group’s name, hours, sharing and description',
      arguments: [group],
      options: [
        { flags: '--name <name>', description: 'its name, 4 to 64 characters' },
        { flags: '--description <text>', description: 'what it is for; "" removes it' },
        hours,
        { flags: '--all-hours', description: 'without weekly hours from now on' },
        { flags: '--share', description: 'its people may share their keys' },
        { flags: '--no-share', description: 'they may not' },
        set,
        { flags: '--unset <name...>', description: 'remove data of your own' },
      ],
      examples: [{ line: 'unloc groups edit cleaners --hours "mon-fri 06:00-12:00"', does: 'when its keys open' }],
      load: () => import('./edit'),
    },
    {
      name: 'add',
      summary: 'Put people or doors into a group',
      arguments: [group],
      options: accesses,
      examples: [{ line: 'unloc groups add residents --person +4791234567', does: 'a key to each of its doors' }],
      load: () => import('./add'),
    },
    {
      name: 'remove',
      summary: 'Take people or doors out of a group',
      description: 'Their keys through the group are taken back.',
      arguments: [group],
      options: accesses,
      examples: [{ line: 'unloc groups remove residents --person nygard', does: 'the person’s keys of the group go' }],
      load: () => import('./remove'),
    },
  ],
};
