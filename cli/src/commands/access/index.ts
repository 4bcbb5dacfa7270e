import type { Group, Option } from '../../command/command';

const at: Option = {
  flags: '--at <time>',
  description: 'at this time on the clock of the door, such as "fri 16:00" (now)',
};
const whyNot: Option = {
  flags: '--why-not',
  description: 'list instead the keys that do not open then, with the reason of each',
};

export const access: Group = {
  name: 'access',
  summary: 'Ask who can open what, when and why',
  commands: [
    {
      name: 'who',
      summary: 'Show who can open a door',
      description:
        'Weekly hours, starts and ends follow the clock of the door. All locks of one door count as that door. What the API does not show, such as keys shared in the app, is named after the answer.',
      arguments: [{ name: 'door', description: 'the door: an id, the beginning of one, or its name', kind: 'door' }],
      options: [at, whyNot],
      examples: [
        { line: 'unloc access who "Parcel room" --at "sat 10:00"', does: 'who gets in on Saturday morning' },
        { line: 'unloc access who Laundry --why-not', does: 'who has a key that does not open now, and why' },
      ],
      load: () => import('./who'),
    },
    {
      name: 'what',
      summary: 'Show which doors a person can open',
      arguments: [{ name: 'person', description: 'the person: a phone number or a name', kind: 'person' }],
      options: [at, whyNot],
      examples: [
        { line: 'unloc access what "Nora Fjeld"', does: 'the doors that open for her now' },
        { line: 'unloc access what +447700900123 --at +2d --why-not', does: 'and those that will not, in two days' },
      ],
      load: () => import('./what'),
    },
    {
      name: 'review',
      summary: 'List who can open what over a time',
      description:
        'The list has a row for each uninterrupted time that a person can open a door. Without --from and --until it covers the next four weeks.\n\nWith --unused, the list has the keys that were not used for that long. The log of the API goes back at most 60 days and has only openings with the app, so the answer says how far back it is reliable.\n\n--csv is safe in spreadsheets, and `unloc plan` reads it with --rows grants.',
      options: [
        { flags: '--from <time>', description: 'from this time on (now)' },
        { flags: '--until <time>', description: 'until this time (+28d)' },
        { flags: '--door <door...>', description: 'these doors only', kind: 'door' },
        { flags: '--person <person...>', description: 'these people only', kind: 'person' },
        { flags: '--no-end', description: 'keys without an end only' },
        { flags: '--unused <duration>', description: 'list instead the keys not used for this long, such as 30d' },
        { flags: '--findings', description: 'list instead what needs attention' },
        {
          flags: '--rows <form>',
          description: 'with --csv: openings, or grants as `unloc plan` reads them',
          choices: ['openings', 'grants'],
        },
      ],
      examples: [
        { line: 'unloc access review --csv > review.csv', does: 'four weeks, for a spreadsheet' },
        { line: 'unloc access review --no-end', does: 'who keeps a door for ever' },
        { line: 'unloc access review --unused 30d', does: 'keys to take back, perhaps' },
      ],
      load: () => import('./review'),
    },
    {
      name: 'calendar',
      summary: 'Draw a week of a door or a person, or write it as a calendar',
      description:
        'The drawing has a row for each person at the door, or for each door of the person. With --ics it is a calendar (iCalendar) that other programs open; the file contains names and phone numbers, so only you can read it.',
      arguments: [{ name: 'what', description: 'a door, or a person: an id, a name, or a phone number', kind: 'door' }],
      options: [
        { flags: '--from <day>', description: 'the first day (today)' },
        { flags: '--days <number>', description: 'how many days: 7 for a drawing, 90 for a calendar' },
        {
          flags: '--ics <file>',
          description: 'write it as a calendar to this file, or to stdout with -',
          kind: 'file',
        },
      ],
      examples: [
        { line: 'unloc access calendar "Guest flat 12 A"', does: 'a week of it as a drawing' },
        { line: 'unloc access calendar "Nora Fjeld" --ics nora.ics', does: 'three months for a calendar program' },
      ],
      load: () => import('./calendar'),
    },
  ],
};
