import type { Option } from './command';

/** The options of commands that apply a plan. */
export const applying = {
  report: {
    flags: '--report <file>',
    description: 'write what became of each step to this file, as JSON',
    kind: 'file',
  },
  pace: {
    flags: '--pace <pairs>',
    description: 'how fast: concurrent=4, per-minute, reserve, keys-per-post=50, separated by commas',
  },
  settle: {
    flags: '--settle <duration>',
    description: 'how long to look for the effect of a lost request before it is sent again (60s)',
  },
  usable: { flags: '--usable <duration>', description: 'how long to wait for a key to become usable (2m)' },
} as const satisfies { [name: string]: Option };
