import type { UnlocClient } from 'unloc-integrator-client';
import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { readJsonOrStdin } from '../../input/file';
import { readEndpoint, type Endpoint } from './endpoint';
import { listName, readPages } from './pages';

interface Options {
  body?: string;
  all?: boolean;
  v1?: boolean;
}

type Method = Parameters<UnlocClient['request']>[0]['method'];

export async function run(invocation: Invocation<Options>): Promise<void> {
  const { args, options, global, output, terminal, account, signal, underWay } = invocation;
  const method = args[0] as Method;
  if (output.format === 'csv') throw usage('`unloc api` writes JSON only: leave out --csv.');
  if (options.all && method !== 'GET') throw usage('--all needs GET: it reads lists.');
  const endpoint = await readEndpoint(String(args[1]), options.v1 === true, account);
  const body = options.body === undefined ? undefined : await readJsonOrStdin(options.body, 'file of --body');
  if (method !== 'GET') {
    const { api } = await account.identity();
    const length = body === undefined ? 0 : Buffer.byteLength(JSON.stringify(body));
    const what = `${method} ${shown(endpoint)} is sent to ${api}${body === undefined ? '' : ` with ${length} bytes of JSON`}.`;
    if (global.dryRun) {
      const { path, query } = endpoint;
      const text = body === undefined ? '' : `\n${JSON.stringify(body, undefined, 2)}`;
      await output.result({ method, api, path, query, body }, `${what} Nothing was sent.${text}`);
      return;
    }
    await terminal.confirm(what);
    underWay(`${method} ${shown(endpoint)}`);
  }
  const { unloc } = endpoint.version === 'v1' ? await account.connectV1() : await account.connect();
  const send = (more: Endpoint['query'] = {}): Promise<unknown> => {
    const { path, projectId, lockHolderId } = endpoint;
    const params = { method, path, query: { ...endpoint.query, ...more }, ...(body !== undefined && { body }) };
    // Beside the parameters: whom the token is for.
    return unloc.request(
      { ...params, ...(projectId && { projectId }), ...(lockHolderId && { lockHolderId }) },
      { signal },
    );
  };
  const lines = output.format === 'ndjson';
  const write = (value: unknown): Promise<void> =>
    output.write(`${lines ? JSON.stringify(value) : JSON.stringify(value, undefined, 2)}\n`);
  if (!options.all) {
    await write(await send());
    return;
  }
  const items: unknown[] = [];
  let name: string | undefined;
  await readPages(
    (after) => send(after === undefined ? {} : { startAfterId: [after] }),
    async (page, answer) => {
      name = listName(answer);
      if (lines) for (const item of page) await write(item);
      else items.push(...page);
    },
  );
  if (!lines) await write(name === undefined ? items : { [name]: items });
}

function shown({ path, query }: Endpoint): string {
  const pairs = Object.entries(query).flatMap(([name, values]) => values.map((value) => [name, value]));
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
}
