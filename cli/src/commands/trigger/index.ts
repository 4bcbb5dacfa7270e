import type { Command } from '../../command/command';
import { eventNames } from '../../command/event-options';

export const trigger: Command = {
  name: 'trigger',
  summary: 'Let a person open or lock a door of the embedded Unloc',
  description:
    'It does what the app of a person would do: the embedded Unloc looks for a key that opens the door now, writes the event '
    + 'into the access log, and posts it to webhooks. Doors of a real account are never touched.',
  arguments: [{ name: 'event', description: 'what happens', choices: eventNames }],
  options: [
    { flags: '--door <door>', description: 'the door', kind: 'door' },
    { flags: '--person <person>', description: 'the person, who needs a key to it', kind: 'person' },
  ],
  examples: [
    {
      line: 'unloc trigger opened --door "Parcel room" --person "Guro Dahl"',
      does: 'an opening, as `unloc listen` sees it',
    },
  ],
  load: () => import('./trigger'),
};
