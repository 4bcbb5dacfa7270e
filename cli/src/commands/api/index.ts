import type { Command } from '../../command/command';

export const apiCommand: Command = {
  name: 'api',
  summary: 'Send one request to the API and write the response',
  description:
    'The response is written as the API sends it, without the { "data", "next" } of other commands. In the path, {project} stands for the id of the project. Before every request but GET, the command asks.\n\nPaths of API v1 begin with /integrators/v1; with --v1 that may be left out. The token is requested for the lock holder in the path.',
  arguments: [
    {
      name: 'method',
      description: 'GET, POST, PUT, PATCH or DELETE',
      choices: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    },
    { name: 'path', description: 'the path below the base URL, with its query' },
  ],
  options: [
    { flags: '--body <file>', description: 'send the JSON of this file; - is stdin', kind: 'file' },
    { flags: '--all', description: 'read all pages of a list, as one' },
    { flags: '--v1', description: 'the path is one of API v1' },
  ],
  examples: [
    { line: 'unloc api GET /v2/projects/{project}/locks --all', does: 'all doors, as the API sends them' },
    { line: 'unloc api GET "/v2/projects/{project}/keys?limit=1"', does: 'a query, in quotation marks' },
    { line: 'unloc api PATCH /v2/projects/{project} --body change.json', does: 'a change, after a question' },
    { line: 'unloc api GET lock-holders/ --v1', does: 'API v1' },
  ],
  load: () => import('./api'),
};
