// Servers of a case. Each is closed before the next case starts.
import { setTimeout as sleep } from 'node:timers/promises';
import { createPageServer, listen } from '../../scripts/start/page-server.mjs';
import { end, startServer, withoutColours } from '../../scripts/setup/command.mjs';

/** Serves folders while `use(address)` runs. */
export async function withStaticServer(mounts, use) {
  const server = createPageServer(mounts);
  const address = await listen(server, 41_700, 200);
  if (address === undefined) throw new Error('no free port for a static server');
  try {
    return await use(address);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Runs a tool's own server while `use(address)` runs; the address is read from its output. */
export async function withServer(command, parameters, options, use) {
  const child = startServer(command, parameters, options);
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    printed += withoutColours(text);
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    const limit = Date.now() + 60_000;
    let address;
    while (address === undefined) {
      address = /https?:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(printed)?.[0];
      if (address !== undefined) break;
      if (child.exitCode !== null) throw new Error(`${command} ended before it served:\n${printed}`);
      if (Date.now() > limit) throw new Error(`${command} did not serve within a minute:\n${printed}`);
      await sleep(100);
    }
    // Next prints its address before it answers.
    while (
      !(await fetch(address).then(
        (response) => response.body?.cancel().then(() => true),
        () => false,
      ))
    ) {
      if (Date.now() > limit) throw new Error(`nothing answers at ${address}:\n${printed}`);
      await sleep(200);
    }
    return await use(`${address}/`);
  } finally {
    end(child);
    await ended;
  }
}
