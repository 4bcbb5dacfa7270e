import type { Group } from '../../command/command';

export const profiles: Group = {
  name: 'profiles',
  summary: 'List the accounts kept on this machine, and choose one',
  commands: [
    { name: 'list', summary: 'List the profiles', load: () => import('./list') },
    {
      name: 'use',
      summary: 'Choose the profile that commands use',
      arguments: [{ name: 'name', description: 'the profile', kind: 'profile' }],
      examples: [{ line: 'unloc profiles use staging', does: 'from now on; UNLOC_PROFILE is for one shell' }],
      load: () => import('./use'),
    },
    {
      name: 'rename',
      summary: 'Give a profile another name',
      arguments: [
        { name: 'name', description: 'the profile', kind: 'profile' },
        { name: 'new-name', description: 'its new name' },
      ],
      load: () => import('./rename'),
    },
    {
      name: 'remove',
      summary: 'Remove a profile and its secret, as `unloc logout` does',
      arguments: [{ name: 'name', description: 'the profile', kind: 'profile' }],
      load: () => import('./remove'),
    },
  ],
};
