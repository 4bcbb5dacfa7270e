import type { Command } from '../../command/command';

export const log: Command = {
  name: 'log',
  summary: 'List who opened which door',
  description:
    'Unloc keeps the access log for 60 days. Doors may hide the person, or keep no log at all (their privacy policy). '
    + 'The oldest events come first, by the clock of each door.\n\n'
    + 'With --follow, the command keeps reading the log and writes new events, until Ctrl-C. Each event is written once, also '
    + 'after a network failure. With --json, too, each event is a line.',
  options: [
    { flags: '--door <door>', description: 'only this door', kind: 'door' },
    { flags: '--person <person>', description: 'only this person', kind: 'person' },
    { flags: '--since <time>', description: 'from this time on, or this far back: 2026-12-04, 7d (default: 7d)' },
    { flags: '--follow', description: 'keep writing new events; without --since, only new ones' },
    { flags: '--every <duration>', description: 'with --follow, how often the log is read (default: 5s)' },
  ],
  examples: [
    { line: 'unloc log --door "Parcel room" --since 2d', does: 'who opened the parcel room in the last two days' },
    { line: 'unloc log --since 60d --csv > log.csv', does: 'all that Unloc has, for a spreadsheet' },
    { line: 'unloc log --follow', does: 'what happens from now on' },
  ],
  load: () => import('./log'),
};
