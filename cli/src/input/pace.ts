import type { Pace } from 'unloc-integrator-client/access';
import { usage } from '../command/failure';

const names: { readonly [name: string]: keyof Pace } = {
  'concurrent': 'concurrent',
  'per-minute': 'perMinute',
  'reserve': 'reserve',
  'keys-per-post': 'keysPerPost',
};

/** How fast requests are sent: `concurrent=2,per-minute=100`. */
export function readPace(text: string | undefined): Pace {
  const pace: Pace = {};
  for (const pair of text?.split(',') ?? []) {
    const [, name = '', number] = /^\s*([a-z-]+)\s*=\s*(\d+)\s*$/.exec(pair) ?? [];
    const member = names[name];
    if (member === undefined || number === undefined)
      throw usage(
        `--pace must be pairs such as concurrent=2,per-minute=100, with the names ${Object.keys(names).join(', ')}, but is "${text}".`,
      );
    pace[member] = Number(number);
  }
  return pace;
}
