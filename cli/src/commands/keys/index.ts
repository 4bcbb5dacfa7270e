import type { Group } from '../../command/command';
import { periodOptions } from '../../command/period-options';

const hours = {
  flags: '--hours <hours>',
  description: 'weekly hours, such as "mon-fri 08:00-16:00; sat,sun 10:00-14:00"; one window a day',
} as const;

export const keys: Group = {
  name: 'keys',
  summary: 'Give keys, change them and take them back',
  commands: [
    {
      name: 'list',
      summary: 'List keys, without those that have ended',
      options: [
        { flags: '--door <door>', description: 'only those to this door', kind: 'door' },
        { flags: '--person <person>', description: 'only those of this person', kind: 'person' },
        { flags: '--state <states>', description: 'only those in these states, separated by commas' },
        { flags: '--all', description: 'also those that are expired or revoked' },
      ],
      examples: [
        { line: 'unloc keys list --door laundry', does: 'who has a key to the laundry' },
        { line: 'unloc keys list --state creating,error', does: 'keys that no lock has taken' },
      ],
      load: () => import('./list'),
    },
    {
      name: 'show',
      summary: 'Show a key',
      arguments: [{ name: 'key', description: 'an id, or the beginning of one', kind: 'key' }],
      load: () => import('./show'),
    },
    {
      name: 'give',
      summary: 'Give people keys to doors',
      description:
        'Each person gets a key to each door, from now on if --from does not say otherwise. A key that a person already has for the whole time is left out, so you can run the command again after a part of it failed. Unloc invites people who are not yet in the app.',
      options: [
        {
          flags: '--to <person...>',
          description: 'who: phone numbers, or names of people who are known',
          kind: 'person',
        },
        { flags: '--door <door...>', description: 'which doors: names or ids', kind: 'door' },
        ...periodOptions,
        hours,
        { flags: '--booking <text>', description: 'a booking of yours, kept in the key’s metadata as "booking"' },
        {
          flags: '--file <file>',
          description: 'people from a CSV file with the columns phone, name or both',
          kind: 'file',
        },
        { flags: '--wait', description: 'wait until the locks have taken the keys' },
        {
          flags: '--settle <duration>',
          description: 'how long to look for a key after a lost response before the request is sent again (30s)',
        },
      ],
      examples: [
        {
          line: 'unloc keys give --to +4791234567 --door laundry --from "fri 16:00" --until "sun 12:00"',
          does: 'a weekend, by the clock of the door',
        },
        { line: 'unloc keys give --to nygard --door laundry gate --for 2d', does: 'two doors, two days from now' },
        { line: 'unloc keys give --file people.csv --door "Main entrance 12" --no-end', does: 'many people, for ever' },
      ],
      load: () => import('./give'),
    },
    {
      name: 'move',
      summary: 'Change when a key opens',
      description:
        'The API cannot change a key. So a new key is given, and the old one is taken back once the lock has taken the new one: the person always has a key. What no option names stays as it was.',
      arguments: [{ name: 'key', description: 'an id, or the beginning of one', kind: 'key' }],
      options: [...periodOptions, hours, { flags: '--all-hours', description: 'without weekly hours from now on' }],
      examples: [{ line: 'unloc keys move 3f2a91c0 --until "sun 12:00"', does: 'the key ends on Sunday' }],
      load: () => import('./move'),
    },
    {
      name: 'revoke',
      summary: 'Take keys back',
      description:
        'The command names all keys before it takes them back. A key of an access group can be taken back only through the group.',
      arguments: [
        { name: 'key', description: 'ids, or the beginnings of them', kind: 'key', variadic: true, optional: true },
      ],
      options: [
        { flags: '--person <person...>', description: 'keys of these people', kind: 'person' },
        { flags: '--door <door...>', description: 'keys to these doors', kind: 'door' },
      ],
      examples: [
        { line: 'unloc keys revoke --person nygard --dry-run', does: 'what would go' },
        { line: 'unloc keys revoke --person nygard --door laundry', does: 'that person’s key to that door' },
      ],
      load: () => import('./revoke'),
    },
    {
      name: 'link',
      summary: 'Write the link that opens the app at a key',
      description:
        'Nothing is sent to anybody: pass the link on yourself. With --work, the secret is read from UNLOC_WORK_SECRET, or asked for.',
      arguments: [{ name: 'key', description: 'an id, or the beginning of one', kind: 'key', optional: true }],
      options: [
        { flags: '--redirect <url>', description: 'where the app goes afterwards' },
        { flags: '--redirect-on-error <url>', description: 'where it goes if opening failed' },
        { flags: '--prefetch', description: 'the link with which the app loads all keys, to work without a network' },
        { flags: '--work', description: 'the signed link of Unloc Work, the app of service providers' },
        { flags: '--partner-id <id>', description: 'your id as a partner, for --work' },
        { flags: '--auto', description: 'open the lock without another tap, for --work' },
      ],
      examples: [
        { line: 'unloc keys link 3f2a91c0 --redirect https://example.com/thanks', does: 'the link for its holder' },
      ],
      load: () => import('./link'),
    },
    {
      name: 'watch',
      summary: 'Follow keys until they are usable',
      description: 'The command writes a line for each change. Exit code 1: a key failed, or has ended.',
      arguments: [{ name: 'key', description: 'ids, or the beginnings of them', kind: 'key', variadic: true }],
      options: [
        {
          flags: '--until-state <state>',
          description: 'follow until this state instead',
          choices: ['creating', 'scheduled', 'active', 'inactive', 'expired', 'error', 'revoked'],
        },
      ],
      examples: [{ line: 'unloc keys watch 3f2a91c0 --timeout 5m', does: 'at most five minutes' }],
      load: () => import('./watch'),
    },
  ],
};
