import type { Group } from '../../command/command';

const subproject = { name: 'subproject', description: 'a name, an id, or the beginning of one' } as const;
const doors = { name: 'door', description: 'names or ids of doors', kind: 'door', variadic: true } as const;

export const subprojects: Group = {
  name: 'subprojects',
  summary: 'List and edit subprojects, which have their own keys to some of the doors',
  commands: [
    {
      name: 'list',
      summary: 'List the subprojects of the project',
      load: () => import('./list'),
    },
    {
      name: 'show',
      summary: 'Show a subproject with its doors',
      arguments: [subproject],
      load: () => import('./show'),
    },
    {
      name: 'create',
      summary: 'Make a subproject',
      description: 'The project needs the module for it. The API cannot delete a subproject.',
      arguments: [{ name: 'name', description: 'its name, 4 to 128 characters' }],
      options: [
        { flags: '--door <door...>', description: 'doors of the project that it refers to', kind: 'door' },
        { flags: '--description <text>', description: 'what it is for, 4 to 1024 characters' },
        { flags: '--set <pair...>', description: 'data of your own, as name=value' },
      ],
      examples: [
        { line: 'unloc subprojects create "Dental practice" --door "Main entrance 12"', does: 'with one door' },
      ],
      load: () => import('./create'),
    },
    {
      name: 'add-doors',
      summary: 'Put doors into a subproject',
      arguments: [subproject, doors],
      load: () => import('./add-doors'),
    },
    {
      name: 'remove-doors',
      summary: 'Take doors out of a subproject',
      description: 'The subproject’s keys to them are taken back.',
      arguments: [subproject, doors],
      load: () => import('./remove-doors'),
    },
  ],
};
