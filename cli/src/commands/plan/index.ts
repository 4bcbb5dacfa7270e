import type { Entry, Option } from '../../command/command';
import { applying } from '../../command/applying-options';

const pace: Option = applying.pace;

/** Commands that make the doors of a project match a list, and say what changed. */
export const planCommands: readonly Entry[] = [
  {
    name: 'plan',
    summary: 'Compare a list of who should open what with the account',
    description:
      'The list is CSV (ref;phone;doors;from;to;windows;note), JSON (unloc-grants/1), or a map of calendars (unloc-calendars/1) whose entries have a "feed": the address of a calendar, or a file beside the map. Nothing is changed: the plan says what would change, and `unloc apply` does it.\n\nKeys are taken back only with --complete, which says that the list has everybody for the time of --covers, and only keys that were made for the same --owner. Without --complete, keys are given and extended.\n\nA plan that takes back or makes unusually many keys is refused (exit code 7). The error names the rule, and the option that allows exactly this number. No option allows any number.',
    arguments: [{ name: 'list', description: 'the list, or the map of calendars', kind: 'file', optional: true }],
    options: [
      { flags: '--out <plan>', description: 'write the plan to this new file, which only you can read', kind: 'file' },
      { flags: '--exit-code', description: 'end with 8 if there are differences' },
      { flags: '--sample', description: 'write a list for the doors of `unloc demo` to stdout, and plan nothing' },
      { flags: '--owner <name>', description: 'whose keys these are: a name of the list (unloc)' },
      { flags: '--covers <span>', description: 'the time that the list is about, FROM..UNTIL (everything)' },
      { flags: '--complete', description: 'the list has everybody: people not on it lose the keys of this owner' },
      { flags: '--numbers', description: 'show whole phone numbers' },
      { flags: '--allow-revocations <number>', description: 'exactly this many keys may be taken back' },
      {
        flags: '--allow-empty-doors <number>',
        description: 'exactly this many doors may be left that nobody can open',
      },
      { flags: '--allow-creations <number>', description: 'exactly this many keys may be made' },
      { flags: '--allow-empty-list', description: 'the list may be empty' },
      { flags: '--country <code>', description: 'the country of numbers without +, such as NO' },
      { flags: '--dates <order>', description: 'the order in dates such as 03/05/2027', choices: ['dmy', 'mdy'] },
      { flags: '--rooms <file>', description: 'the map of rooms and their doors (unloc-doors/1)', kind: 'file' },
      { flags: '--status <word...>', description: 'the values of the column "status" that count as wanted' },
      { flags: '--column <pair...>', description: 'the header of a column in the file, such as ref=Nr' },
      { flags: '--for-ever', description: 'rows may have no end' },
      { flags: '--two-keys', description: 'a day may have two windows, each with a key of its own' },
      { flags: '--skip-bad-rows', description: 'leave out rows that cannot be read, and take nothing back' },
      {
        flags: '--gap <way>',
        description: 'how to read a time that the clocks skip',
        choices: ['earlier', 'later'],
      },
      { flags: '--encoding <name>', description: 'the encoding of the file', choices: ['utf-8', 'windows-1252'] },
      { flags: '--delimiter <sign>', description: 'the sign between cells', choices: [';', ',', 'tab'] },
      {
        flags: '--memory <file>',
        description: 'the file that remembers the last events of the calendars (beside the map)',
        kind: 'file',
      },
      { flags: '--allow-empty-feed <name...>', description: 'calendars that really have no events' },
    ],
    examples: [
      { line: 'unloc plan --sample > bookings.csv', does: 'a list to try it with, on the embedded Unloc' },
      { line: 'unloc plan bookings.csv', does: 'what would change, as a text' },
      { line: 'unloc plan bookings.csv --out plan.json', does: 'the same, kept in a file to apply' },
      {
        line: 'unloc plan bookings.csv --owner rentals --covers 2030-03-01..2030-04-01 --complete',
        does: 'all of March: people not on the list lose their keys',
      },
      { line: 'unloc plan bookings.csv --exit-code', does: 'in a script: 0 nothing to do, 8 differences' },
    ],
    load: () => import('./plan'),
  },
  {
    name: 'apply',
    summary: 'Do what a plan says, and nothing else',
    description:
      'Before the first change for a person, the command reads the person’s keys. If they have changed since the plan was made, the person is stale and left alone. Each step is written to a journal beside the plan before it is sent. So you can stop or kill the command at any time and run it again: it goes on, and nobody gets a second key.\n\nExit code 5: only a part is done. Exit code 6: it is not known whether a request arrived. Exit code 9: a key that should be gone still opens.',
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
    summary: 'Save the doors and keys of the project as the API sends them',
    description:
      'The first line is JSON that describes the snapshot; the pages follow as the API sent them. `unloc compare` reads the file.',
    options: [
      { flags: '--out <file>', description: 'write to this new file, which only you can read (stdout)', kind: 'file' },
    ],
    examples: [{ line: 'unloc snapshot --out monday.ndjson', does: 'to compare with on Friday' }],
    load: () => import('./snapshot'),
  },
  {
    name: 'compare',
    summary: 'Show what changed between two snapshots, or since one',
    description:
      'It lists keys that appeared, disappeared or changed, and who can open more or less in the four weeks after.',
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
    summary: 'Estimate the requests and the time of a plan, or of reading an account',
    description:
      'It counts the requests of a plan; or of reading the doors and keys of the project, or any number of them. Nothing of the plan is sent.',
    arguments: [{ name: 'plan', description: 'the file of `unloc plan --out`', kind: 'file', optional: true }],
    options: [
      { flags: '--doors <number>', description: 'count for reading this many doors, without an account' },
      { flags: '--keys <number>', description: 'and this many keys' },
      pace,
    ],
    examples: [
      { line: 'unloc budget plan.json --pace per-minute=60', does: 'at one request a second' },
      { line: 'unloc budget --doors 1000 --keys 1000000', does: 'of reading a large project' },
    ],
    load: () => import('./budget'),
  },
];
