import type { Group } from '../../command/command';

export const hooks: Group = {
  name: 'hooks',
  aliases: ['webhooks'],
  summary: 'List, create and delete webhooks',
  commands: [
    {
      name: 'list',
      summary: 'List the webhooks of the project',
      description:
        'The address of a webhook contains a token, its only protection. The address is shown in full. That Unloc lists '
        + 'webhooks is inferred, not documented.',
      load: () => import('./list'),
    },
    {
      name: 'create',
      summary: 'Register an address that gets a POST for each opening',
      description:
        'Unloc does not sign its requests: put a token into the address that nobody can guess. Whether Unloc accepts a '
        + 'webhook without --door, for all doors of the project, is not documented.',
      arguments: [{ name: 'url', description: 'the address, such as https://example.com/unloc/<token>' }],
      options: [{ flags: '--door <door>', description: 'only the events of this door', kind: 'door' }],
      examples: [
        {
          line: 'unloc hooks create https://example.com/unloc/8f3kzQ2mVw --door "Parcel room"',
          does: 'the events of one door',
        },
      ],
      load: () => import('./create'),
    },
    {
      name: 'delete',
      summary: 'Delete a webhook',
      description: 'That Unloc deletes webhooks is inferred, not documented.',
      arguments: [{ name: 'webhook', description: 'its id, the beginning of it, or its address' }],
      load: () => import('./delete'),
    },
  ],
};
