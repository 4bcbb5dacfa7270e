import type { Argument, Group } from '../../command/command';

const door: Argument = {
  name: 'door',
  description: 'the door: an id, the beginning of one, or its name',
  kind: 'door',
};

export const doors: Group = {
  name: 'doors',
  aliases: ['locks'],
  summary: 'List doors, edit them, and read their log',
  commands: [
    {
      name: 'list',
      summary: 'List the doors of the project',
      examples: [{ line: 'unloc doors list --csv > doors.csv', does: 'all doors, for a spreadsheet' }],
      load: () => import('./list'),
    },
    {
      name: 'show',
      summary: 'Show a door',
      arguments: [door],
      examples: [{ line: 'unloc doors show Laundry', does: 'its id, vendor, time zone, battery and address' }],
      load: () => import('./show'),
    },
    {
      name: 'edit',
      summary: 'Change the name, the note or the privacy policy of a door',
      description:
        'The privacy policy says what its access log shows from now on: who opened it (public), that somebody did (anonymized), or less (private).',
      arguments: [door],
      options: [
        { flags: '--name <name>', description: 'its new name' },
        { flags: '--note <text>', description: 'its new note; an empty one removes it' },
        {
          flags: '--privacy <policy>',
          description: 'its new privacy policy',
          choices: ['public', 'anonymized', 'private'],
        },
      ],
      examples: [
        { line: 'unloc doors edit Laundry --name "Wash room"', does: 'another name' },
        { line: 'unloc doors edit Laundry --note "Key box left of it"', does: 'a note for colleagues' },
      ],
      load: () => import('./edit'),
    },
    {
      name: 'refresh',
      summary: 'Ask the vendor for its doors again',
      description:
        'New doors appear. Doors that the vendor no longer has disappear, and their keys are revoked. Without a door, all connections of the project are asked.',
      arguments: [{ ...door, description: 'a door of the vendor that is asked', optional: true }],
      examples: [{ line: 'unloc doors refresh --yes', does: 'all connections, without a question' }],
      load: () => import('./refresh'),
    },
    {
      name: 'log',
      summary: 'List what happened at a door, the latest first',
      description: 'The API keeps what happened in the last 60 days.',
      arguments: [door],
      options: [
        { flags: '--since <time>', description: 'from this time on, or this far back: 2026-12-04, 7d (all)' },
        { flags: '--limit <number>', description: 'only this many, the latest' },
      ],
      examples: [{ line: 'unloc doors log "Parcel room" --since 7d', does: 'who opened it in the last week' }],
      load: () => import('./log'),
    },
  ],
};
