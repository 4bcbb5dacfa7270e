// Next: server component, client component, route handlers of Node and of the edge runtime, and middleware.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/packed.mjs';
import { pages } from './pages.mjs';
import { tokenRoute } from './next-token-route.mjs';
import { withServer } from './servers.mjs';
import { runTool } from './workspace.mjs';

const scope = 'lockHolder.identifier:NO.919424508.';
/** What each path must say. */
const said = {
  '': /server component.*passed: /s,
  data: /route handler.*passed: /s,
  edge: /edge route passed: .*, string$/,
  middleware: /^middleware passed: lockHolder\.identifier:NO\.919424508\. 1 lock, string$/,
};

const next = (name, folder, parameters) => ({
  name: `${name}, server, client, edge route and middleware`,
  folder,
  run: async (workspace) => {
    if (folder !== 'next')
      cpSync(join(root, 'tests', 'matrix', 'next'), workspace, { recursive: true, filter: isSource });
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
    await runTool(workspace, 'next', ['build', ...parameters], { env, minutes: 6 });
    return withServer(
      join(workspace, 'node_modules', '.bin', 'next'),
      ['start', '--hostname', '127.0.0.1', '--port', '0'],
      { cwd: workspace, env },
      async (address) => {
        for (const [path, expected] of Object.entries(said)) {
          const text = await (await fetch(new URL(path, address))).text();
          if (!expected.test(text)) throw new Error(`/${path} said:\n${text.slice(0, 4000)}`);
        }
        const rendered = await (await fetch(new URL('client', address))).text();
        if (!rendered.includes(scope))
          throw new Error(`/client was rendered without the scope:\n${rendered.slice(0, 4000)}`);
        return pages(address, ['client']);
      },
    );
  },
});

/** Not the manifests: each version has its own. */
const isSource = (path) => !/package(?:-lock)?\.json$/.test(path);

export const nextCases = [
  next('Next 16, Turbopack', 'next', []),
  next('Next 16, webpack', 'next', ['--webpack']),
  next('Next 15, webpack', 'next-15', []),
  tokenRoute,
];
