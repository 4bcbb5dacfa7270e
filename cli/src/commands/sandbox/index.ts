import type { Group } from '../../command/command';
import { eventNames } from '../../command/event-options';

export const sandbox: Group = {
  name: 'sandbox',
  summary: 'Start an embedded Unloc and control it',
  commands: [
    {
      name: 'start',
      summary: 'Start an embedded Unloc over HTTP, without a page',
      description:
        'It runs until Ctrl-C, holds everything in memory, and opens no real door. The profile "demo" is written for it, so '
        + 'that all other commands work with it.',
      options: [
        { flags: '--port <port>', description: 'the port; 0 picks a free one (default: 4010)' },
        {
          flags: '--seed <seed>',
          description: 'its first state: demo, empty, large, or a file with a state',
          kind: 'file',
        },
        {
          flags: '--also <systems>',
          description: 'also answer as Unidy, Lockit or both: unidy, lockit or unidy,lockit',
        },
      ],
      examples: [
        {
          line: 'unloc sandbox start --port 0 --json',
          does: 'for scripts: the first line has address and credentials',
        },
        { line: 'unloc sandbox start --seed state.json', does: 'as it was when `unloc sandbox state` was written' },
      ],
      load: () => import('./start'),
    },
    {
      name: 'clock',
      summary: 'Put the clock of the embedded Unloc forward',
      description: 'Keys begin and end, and tokens expire. The clock cannot be put back.',
      arguments: [{ name: 'by', description: 'by how much, such as +90m, +8h or +2d' }],
      examples: [{ line: 'unloc sandbox clock +1d', does: 'tomorrow, at once' }],
      load: () => import('./clock'),
    },
    {
      name: 'open',
      summary: 'Let a person open a door of the embedded Unloc',
      options: [
        { flags: '--door <door>', description: 'the door', kind: 'door' },
        { flags: '--person <person>', description: 'the person, who needs a key to it', kind: 'person' },
        { flags: '--event <event>', description: 'what happens (default: opened)', choices: eventNames },
      ],
      load: () => import('./open'),
    },
    {
      name: 'faults',
      summary: 'Show what goes wrong at the embedded Unloc, or change it',
      description:
        'A rule says which calls fail, how, and how often; the documentation of the embedded Unloc has all its members. Rules '
        + 'from a file or from standard input replace all rules.',
      arguments: [
        {
          name: 'file',
          description: 'a JSON file with a list of rules, or - for standard input',
          optional: true,
          kind: 'file',
        },
      ],
      options: [
        { flags: '--status <status>', description: 'instead of a file: calls fail with this status, such as 503' },
        { flags: '--path <path>', description: 'with --status, only calls to this path, such as /v2/projects/*/keys' },
        { flags: '--count <count>', description: 'with --status, only this many calls' },
        { flags: '--clear', description: 'remove all rules' },
      ],
      examples: [
        { line: 'unloc sandbox faults --status 503 --count 1', does: 'the next call fails once' },
        { line: 'unloc sandbox faults rules.json', does: 'rules from a file' },
        { line: 'unloc sandbox faults --clear', does: 'nothing goes wrong any more' },
      ],
      load: () => import('./faults'),
    },
    {
      name: 'state',
      summary: 'Write the state of the embedded Unloc, as JSON',
      examples: [
        { line: 'unloc sandbox state > state.json', does: 'keep it for `unloc sandbox start --seed state.json`' },
      ],
      load: () => import('./state'),
    },
    {
      name: 'reset',
      summary: 'Put the embedded Unloc back to its first state',
      load: () => import('./reset'),
    },
  ],
};
