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
    description: 'how fast: concurrent=4, per-minute, reserve, keys-per-post=50, with commas between',
  },
  settle: {
    flags: '--settle <duration>',
    description: 'how long a request may take to show, before it is sent again (60s)',
  },
  usable: { flags: '--usable <duration>', description: 'how long to wait for a key to become usable (2m)' },
} as const satisfies { [name: string]: Option };
