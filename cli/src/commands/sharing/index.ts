import type { Group } from '../../command/command';

const chosen = [
  { flags: '--person <person...>', description: 'these people', kind: 'person' },
  { flags: '--door <door...>', description: 'these doors', kind: 'door' },
] as const;

export const sharing: Group = {
  name: 'sharing',
  summary: 'List who may share keys, and change it',
  commands: [
    {
      name: 'list',
      summary: 'List who may share keys to which doors',
      options: chosen,
      examples: [{ line: 'unloc sharing list --door laundry', does: 'who may share keys to the laundry' }],
      load: () => import('./list'),
    },
    {
      name: 'allow',
      summary: 'Let people share keys to doors',
      description: 'They share in the app, with whom they want. The API gives all of these rights or none.',
      options: chosen,
      examples: [{ line: 'unloc sharing allow --person nygard --door laundry', does: 'one person, one door' }],
      load: () => import('./allow'),
    },
    {
      name: 'stop',
      summary: 'End the right to share keys',
      description:
        'Keys that were shared stay. A right that comes from an access group can be ended only through the group.',
      options: chosen,
      examples: [{ line: 'unloc sharing stop --person nygard', does: 'at all doors' }],
      load: () => import('./stop'),
    },
    {
      name: 'revoke-shared',
      summary: 'Take back keys that people shared',
      description: 'The API takes them back, but does not list them. End the right to share first, or more may follow.',
      options: chosen,
      examples: [{ line: 'unloc sharing revoke-shared --person nygard', does: 'all that this person shared' }],
      load: () => import('./revoke-shared'),
    },
  ],
};
