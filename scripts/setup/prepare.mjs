// Brings a machine to the point where the project builds and its tests run, and skips what is there.
import { mkdirSync } from 'node:fs';
import { prepareBrowser } from './browser.mjs';
import { prepareEngines } from './engines.mjs';
import { prepareNode, preparePackages } from './node.mjs';
import { preparePostgres } from './postgres.mjs';
import { Progress } from './progress.mjs';
import { prepareRedis } from './redis.mjs';
import { prepareCargoDeny, prepareRust, prepareWasmBindgen, prepareWasmPack } from './rust.mjs';
import { prepareShells } from './shells.mjs';
import { withPrograms } from './search-path.mjs';

/**
 * Installs what is missing and resolves to the environment in which the project's tools are found.
 *
 * What the build needs is always there. `checks` adds cargo-deny, `wasmPack` wasm-pack with wasm-bindgen's command line,
 * `browser` Chromium and its driver (then CHROME_PATH and CHROMEDRIVER are set), `engines` Firefox and WebKit, `redis` a Redis
 * server (then REDIS_SERVER is set), `postgres` a PostgreSQL server (then POSTGRES_BIN is set) and `shells` zsh, fish and
 * ShellCheck, where that can be done.
 */
export async function prepare(wanted = {}) {
  const { checks = false, wasmPack = false } = wanted;
  const first = [
    { title: 'Node', work: prepareNode },
    { title: 'Rust', work: () => prepareRust({ checks }) },
  ];
  const together = [
    { title: 'npm packages', work: preparePackages, seconds: 10 },
    ...(wasmPack ? [{ title: 'wasm-bindgen', work: prepareWasmBindgen, seconds: 120 }] : []),
    ...(wasmPack ? [{ title: 'wasm-pack', work: prepareWasmPack, seconds: 120 }] : []),
    ...(checks ? [{ title: 'cargo-deny', work: prepareCargoDeny, seconds: 240 }] : []),
  ];
  // One after the other: apt does one thing at a time.
  const fromDebian = [
    { title: 'Chromium', work: prepareBrowser, isWanted: wanted.browser },
    { title: 'Firefox and WebKit', work: prepareEngines, isWanted: wanted.engines },
    { title: 'Redis', work: prepareRedis, isWanted: wanted.redis },
    { title: 'PostgreSQL', work: preparePostgres, isWanted: wanted.postgres },
    { title: 'zsh, fish, ShellCheck', work: prepareShells, isWanted: wanted.shells },
  ].filter(({ isWanted }) => isWanted);

  const progress = new Progress('setup', [...first, ...together, ...fromDebian]);
  const step = ({ title, work }) => progress.step(title, () => work());
  const inTurn = async (rows) => {
    const results = [];
    for (const row of rows) results.push(await step(row));
    return results;
  };
  const results = await inTurn(first);
  results.push(...(await Promise.all([...together.map(step), inTurn(fromDebian)])).flat());
  // wasm-pack wants this folder to be there already.
  if (wasmPack && process.env.WASM_PACK_CACHE) mkdirSync(process.env.WASM_PACK_CACHE, { recursive: true });
  progress.end();
  return environment(results);
}

function environment(results) {
  const programs = results.flatMap((result) => result.programs);
  return { ...withPrograms(process.env, programs), ...Object.assign({}, ...results.map((result) => result.variables)) };
}
