import type { Command } from '../../command/command';

export const centre: Command = {
  name: 'centre',
  aliases: ['center'],
  summary: 'Open the page on your account',
  description:
    'It serves the page on this machine only. The secret and Unloc’s tokens never leave this process: the page calls the API '
    + 'through it, for the projects of the credentials. The address works once, in one browser, and ends with Ctrl-C. Pages '
    + 'of other origins are refused.\n\n'
    + 'With --read-only this process lets only GET through to the API. Because the browser has no token of Unloc, nothing can '
    + 'be changed from the page, whatever the page does. Other commands and programs are not limited by it.\n\n'
    + 'Whoever can read your terminal, or the list of processes while the browser starts, can read the address. If somebody '
    + 'else uses the address first, the page does not open for you, and this command says so.',
  options: [
    { flags: '--port <port>', description: 'the port (default: a free one)' },
    { flags: '--read-only', description: 'let only requests through that change nothing' },
    { flags: '--no-open', description: 'open no browser' },
  ],
  examples: [
    { line: 'unloc centre --read-only', does: 'look, and change nothing' },
    { line: 'unloc centre --profile demo', does: 'the embedded Unloc of `unloc demo`' },
  ],
  load: () => import('./centre'),
};
