import type { Entry } from '../../command/command';

/** Commands about who you are. */
export const accountCommands: readonly Entry[] = [
  {
    name: 'whoami',
    summary: 'Say which credentials are used, and from where',
    load: () => import('./whoami'),
  },
];
