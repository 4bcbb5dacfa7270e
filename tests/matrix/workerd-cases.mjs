// Cloudflare's workerd: in one process by `workerd test`, and by `workerd serve` with calls over the network, several requests
// at once, and requests that end before what they began. What the runtime does there, a worker that handles one request
// cannot show.
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runtime } from './runtime.mjs';

/** Some people's workers keep the date of their first day. At the second, `Request` has no `cache` yet. */
const dates = ['2022-01-01', '2024-11-10', '2026-11-01'];

const program = (workspace) => join(workspace, 'node_modules', '@cloudflare', 'workerd-linux-64', 'bin', 'workerd');

/** As wrangler does: bundled with the condition `workerd`, .wasm files copied beside the bundle. */
const bundle = (workspace, entryPoints) =>
  build({
    absWorkingDir: workspace,
    entryPoints,
    bundle: true,
    format: 'esm',
    outdir: 'dist',
    conditions: ['workerd', 'worker', 'browser'],
    loader: { '.wasm': 'copy' },
    assetNames: '[name]',
    logLevel: 'error',
  });

const worker = (name, date, files, rest = '') => `(name = "${name}", worker = (
      compatibilityDate = "${date}",
      modules = [
        (name = "${name}.js", esModule = embed "dist/${name}.js"),
${files.map((wasm) => `        (name = "${wasm}", wasm = embed "dist/${wasm}"),`).join('\n')}
      ],${rest}
    ))`;

const configuration = (date) => `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    ${worker('worker', date, ['unloc_integrator_client.wasm'], ' globalOutbound = "unloc",')},
    ${worker('unloc', dates[dates.length - 1], ['unloc_sandbox.wasm', 'unloc_integrator_client.wasm'])},
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")],
);
`;

/** Serves the workers while `use(ask)` runs; `ask(path)` resolves to status and body of an answer. */
async function serving(workspace, use) {
  chmodSync(program(workspace), 0o755);
  const child = spawn(program(workspace), ['serve', 'serve.capnp', '--control-fd=3'], {
    cwd: workspace,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complaints += text;
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    const port = await new Promise((resolve, reject) => {
      child.stdio[3].setEncoding('utf8').on('data', (text) => {
        const found = /"port":(\d+)/.exec(text);
        if (found) resolve(found[1]);
      });
      ended.then(() => reject(new Error(`workerd ended before it served:\n${complaints}`)));
    });
    return await use(async (path) => {
      const response = await fetch(`http://127.0.0.1:${port}/${path}`, { signal: AbortSignal.timeout(60_000) });
      return `${response.status} ${await response.text()}`.trim();
    });
  } finally {
    // At SIGTERM it waits for requests under way, and some never end.
    child.kill('SIGKILL');
    await ended;
  }
}

/** What is asked of a fresh isolate, and what it must answer. Each throws what it got instead. */
const lives = {
  async 'calls and tokens over the network, twenty requests at once'(ask) {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('visit')));
    for (const answer of answers) expect(answer, /^200 [1-9]\d* lock holders, [1-9]\d* locks$/);
    return answers[0];
  },
  async 'calls that their requests left'(ask) {
    // More than the queue of a client has places elsewhere.
    for (let round = 0; round < 4; round += 1)
      for (const answer of await Promise.all(Array.from({ length: 10 }, () => ask('give-up'))))
        expect(answer, /gave up$/);
    expect(await ask('visit'), /^200 .* locks$/);
    return 'forty, and a later one went through';
  },
  async 'a queue that was asked for, whose places were left'(ask) {
    for (const answer of await Promise.all([ask('give-up-limited'), ask('give-up-limited')]))
      expect(answer, /gave up$/);
    // As many as have a place, and as many again.
    for (const answer of await Promise.all(['limited', 'limited', 'limited', 'limited'].map(ask)))
      expect(answer, /^200 unauthorized$/);
    return 'two, and later ones went through';
  },
  async 'a token that was to be replaced when its request ended'(ask) {
    expect(await ask('token'), /^200 expires at second 3600$/);
    // Its last two minutes: the old one or the next.
    expect(await ask('token?later=3540'), /^200 expires at second (?:3600|7140)$/);
    // The old one is over.
    expect(await ask('token?later=120'), /^200 expires at second (?:7140|7260)$/);
    return 'replaced';
  },
  async 'a first token whose request was left'(ask) {
    for (const answer of await Promise.all([ask('give-up-token'), ask('give-up-token')])) expect(answer, /gave up$/);
    for (const answer of await Promise.all([ask('token'), ask('token')]))
      expect(answer, /^200 expires at second 3600$/);
    return 'asked for again';
  },
};

function expect(answer, pattern) {
  if (!pattern.test(answer)) throw new Error(answer.slice(0, 300));
}

export const workerdCases = [
  {
    name: 'workerd test',
    folder: 'runtimes',
    run: async (workspace) => {
      await bundle(workspace, ['worker.js']);
      return runtime(workspace, program(workspace), [['test', '--verbose', 'workerd.capnp']]);
    },
  },
  ...dates.map((date) => ({
    name: `workerd serve, compatibility date ${date}`,
    folder: 'runtimes',
    run: async (workspace) => {
      await bundle(workspace, [
        { in: 'serve/worker.js', out: 'worker' },
        { in: 'serve/unloc.js', out: 'unloc' },
      ]);
      writeFileSync(join(workspace, 'serve.capnp'), configuration(date));
      // Each in a process of its own, at the same time: some wait for seconds.
      const outcomes = await Promise.allSettled(Object.values(lives).map((live) => serving(workspace, live)));
      const told = Object.keys(lives).map(
        (name, index) => `${name}: ${outcomes[index].value ?? outcomes[index].reason.message}`,
      );
      const failed = told.filter((_, index) => outcomes[index].status === 'rejected');
      if (failed.length > 0) throw new Error(failed.join('\n'));
      return told.join('; ');
    },
  })),
];
