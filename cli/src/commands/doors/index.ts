import type { Group } from '../../command/command';

export const doors: Group = {
  name: 'doors',
  aliases: ['locks'],
  summary: 'Look at doors and change what is said about them',
  commands: [
    {
      name: 'list',
      summary: 'List the doors of the project',
      examples: [{ line: 'unloc doors list --csv > doors.csv', does: 'all doors, for a spreadsheet' }],
      load: () => import('./list'),
    },
  ],
};
