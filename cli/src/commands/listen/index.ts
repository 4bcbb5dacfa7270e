import type { Command } from '../../command/command';
import { eventNames } from '../../command/event-options';

export const listen: Command = {
  name: 'listen',
  summary: 'Print openings of doors as they happen',
  description:
    'On an embedded Unloc it registers a webhook to an address of this machine, prints what is posted to it, and deletes the '
    + 'webhook at the end. On an account with real doors it follows the access log instead, so that no tunnel is needed: an '
    + 'event comes once, a few seconds later than by webhook, also after a failure of the network.\n\n'
    + 'With --json or --ndjson the first line is {"listening": {…}} with the address, the webhook and its token; then '
    + 'a line comes for each event, as the API has it. Unloc does not sign its requests, so there is no signing secret.',
  options: [
    { flags: '--forward-to <url>', description: 'post each event to this address, unchanged' },
    { flags: '--events <names>', description: `only these, separated by commas: ${eventNames.join(', ')}` },
    { flags: '--every <duration>', description: 'how often the access log is read, without a webhook (default: 5s)' },
  ],
  examples: [
    { line: 'unloc listen', does: 'a line for each opening, until Ctrl-C' },
    {
      line: 'unloc listen --forward-to http://localhost:3000/unloc',
      does: 'the events of an account in the server on your machine',
    },
    { line: 'unloc listen --json | jq .lockName', does: 'for programs' },
  ],
  load: () => import('./listen'),
};
