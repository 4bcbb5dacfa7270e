import type { Group } from '../../command/command';

export const projects: Group = {
  name: 'projects',
  summary: 'List projects, which contain doors, and choose one',
  commands: [
    { name: 'list', summary: 'List the projects that these credentials have access to', load: () => import('./list') },
    {
      name: 'show',
      summary: 'Show a project',
      arguments: [
        { name: 'project', description: 'an id, the beginning of one, or a name', optional: true, kind: 'project' },
      ],
      load: () => import('./show'),
    },
    {
      name: 'use',
      summary: 'Choose the project that the profile uses',
      arguments: [
        { name: 'project', description: 'an id, the beginning of one, or a name', optional: true, kind: 'project' },
      ],
      examples: [
        { line: 'unloc projects use "Fjordglimt Borettslag"', does: 'from now on; UNLOC_PROJECT is for one shell' },
      ],
      load: () => import('./use'),
    },
  ],
};
