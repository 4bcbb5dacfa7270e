import type { Entry, Option } from '../../command/command';
import { applying } from '../../command/applying-options';

const pace: Option = applying.pace;

/** Commands that make the doors of a project match a list, and say what changed. */
export const planCommands: readonly Entry[] = [
  {
    name: 'plan',
    summary: 'Compare a list of who should open what with the account',
    description:
      'The list is CSV (ref;phone;doors;from;to;windows;note), JSON (unloc-grants/1), or a map of calendars (unloc-calendars/1) whose entries have a "feed": the address of a calendar, or a file beside the map. Nothing is sent: the plan says what would change, and `unloc apply` does it.\n\nOnly a list that says with --complete that it has everybody, for the time of --covers, takes keys back, and only those that were made for the same --owner. Without it keys are given and extended.\n\nA plan that takes back or makes more than a list usually does is refused (exit 7) with the rule and the option that lifts it. The option takes the number of that very plan; there is none for all.',
    arguments: [{ name: 'list', description: 'the list, or the map of calendars', kind: 'file', optional: true }],
    options: [
      { flags: '--out <plan>', description: 'write the plan to this new file, which only you can read', kind: 'file' },
      { flags: '--exit-code', description: 'end with 8 if there are differences' },
      { flags: '--sample', description: 'write a list for the doors of `unloc demo` to stdout, and plan nothing' },
      { flags: '--owner <name>', description: 'whose keys these are: a name of the list (unloc)' },
      { flags: '--covers <span>', description: 'the time that the list is about, FROM..UNTIL (everything)' },
      { flags: '--complete', description: 'the list has everybody: who is not on it loses the keys of its owner' },
      { flags: '--numbers', description: 'show whole phone numbers' },
      { flags: '--allow-revocations <number>', description: 'exactly so many keys may be taken back' },
      { flags: '--allow-empty-doors <number>', description: 'exactly so many doors may be left to nobody' },
      { flags: '--allow-creations <number>', description: 'exactly so many keys may be made' },
      { flags: '--allow-empty-list', description: 'the list may be empty' },
      { flags: '--country <code>', description: 'the country of numbers without +, such as NO' },
      { flags: '--dates <order>', description: 'what 03/05/2027 is', choices: ['dmy', 'mdy'] },
      { flags: '--rooms <file>', description: 'the map of rooms and their doors (unloc-doors/1)', kind: 'file' },
      { flags: '--status <word...>', description: 'the words of the column status for rows that are wanted' },
      { flags: '--column <pair...>', description: 'a header of the file, as ref=Nr' },
      { flags: '--for-ever', description: 'rows may have no end' },
      { flags: '--two-keys', description: 'a day may have two times, each with a key of its own' },
      { flags: '--skip-bad-rows', description: 'leave out rows that cannot be read, and take nothing back' },
      {
        flags: '--gap <way>',
        description: 'where a time goes that the clock jumps over',
        choices: ['earlier', 'later'],
      },
      { flags: '--encoding <name>', description: 'of an old file', choices: ['utf-8', 'windows-1252'] },
      { flags: '--delimiter <sign>', description: 'between the cells', choices: [';', ',', 'tab'] },
      { flags: '--memory <file>', description: 'what the calendars were like before (beside the map)', kind: 'file' },
      { flags: '--allow-empty-feed <name...>', description: 'calendars that really have no events' },
    ],
    examples: [
      { line: 'unloc plan --sample > bookings.csv', does: 'a list to try it with, on the embedded Unloc' },
      { line: 'unloc plan bookings.csv', does: 'what would change, as a text' },
      { line: 'unloc plan bookings.csv --out plan.json', does: 'and kept, to be applied' },
      {
        line: 'unloc plan bookings.csv --owner rentals --covers 2030-03-01..2030-04-01 --complete',
        does: 'March is whole: who is not on it loses the keys',
      },
      { line: 'unloc plan bookings.csv --exit-code', does: 'in a script: 0 nothing to do, 8 differences' },
    ],
    load: () => import('./plan'),
  },
  {
    name: 'apply',
    summary: 'Do what a plan says, and nothing else',
    description:
      'Before anybody’s first key is written, their keys are looked at: whose keys are not those of the plan is stale, and left alone. What is intended is written to a journal beside the plan first. So the command may be stopped or killed at any time, and run again: it goes on, and nobody gets a second key.\n\nIt ends with 5 if only a part is done, with 6 if it is not known whether a request arrived, and with 9 if a key still opens that should not.',
    arguments: [{ name: 'plan', description: 'the file of `unloc plan --out`', kind: 'file' }],
    options: [
      applying.report,
      { flags: '--journal <file>', description: 'the journal (PLAN.journal)', kind: 'file' },
      pace,
      applying.settle,
      applying.usable,
    ],
    examples: [
      { line: 'unloc apply plan.json', does: 'after a question; again if it was stopped' },
      { line: 'unloc apply plan.json --yes --report report.json', does: 'in a script' },
      { line: 'unloc apply plan.json --dry-run', does: 'only say what would be done' },
    ],
    load: () => import('./apply'),
  },
  {
    name: 'snapshot',
    summary: 'Save the doors and keys of the project as the API says them',
    description: 'A line of JSON says what it is, then each page as the API sent it. `unloc compare` reads it.',
    options: [
      { flags: '--out <file>', description: 'to this new file, which only you can read (stdout)', kind: 'file' },
    ],
    examples: [{ line: 'unloc snapshot --out monday.ndjson', does: 'to compare with on Friday' }],
    load: () => import('./snapshot'),
  },
  {
    name: 'compare',
    summary: 'Say what changed between two snapshots, or since one',
    description: 'Keys that appeared, went or changed, and who can open more or less in the four weeks after.',
    arguments: [
      { name: 'old', description: 'a file of `unloc snapshot`', kind: 'file' },
      { name: 'new', description: 'another one, or now (now)', kind: 'file', optional: true },
    ],
    options: [{ flags: '--exit-code', description: 'end with 8 if there are differences' }],
    examples: [
      { line: 'unloc compare monday.ndjson', does: 'what changed since' },
      { line: 'unloc compare monday.ndjson friday.ndjson --exit-code', does: 'in a script: 0 nothing, 8 something' },
    ],
    load: () => import('./compare'),
  },
  {
    name: 'budget',
    summary: 'Say how many requests something takes, and how long',
    description:
      'Of a plan, or of reading doors and keys: those of the project, or any number. It sends nothing of a plan.',
    arguments: [{ name: 'plan', description: 'the file of `unloc plan --out`', kind: 'file', optional: true }],
    options: [
      { flags: '--doors <number>', description: 'of reading so many doors, without an account' },
      { flags: '--keys <number>', description: 'and so many keys' },
      pace,
    ],
    examples: [
      { line: 'unloc budget plan.json --pace per-minute=60', does: 'at one request a second' },
      { line: 'unloc budget --doors 1000 --keys 1000000', does: 'of reading a large project' },
    ],
    load: () => import('./budget'),
  },
];
