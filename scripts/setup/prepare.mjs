// Brings a machine to the point where the project builds, and skips what is there.
import { mkdirSync } from 'node:fs';
import { prepareBrowser } from './browser.mjs';
import { spokenTime } from './command.mjs';
import { prepareEngines } from './engines.mjs';
import { prepareNode, preparePackages } from './node.mjs';
import { preparePostgres } from './postgres.mjs';
import { prepareRedis } from './redis.mjs';
import { prepareCargoDeny, prepareRust, prepareWasmBindgen, prepareWasmPack } from './rust.mjs';
import { prepareShells } from './shells.mjs';
import { withPrograms } from './search-path.mjs';

/**
 * Installs what is missing and resolves to the environment in which the project's tools are found.
 *
 * `checks` adds cargo-deny, `browser` adds Chromium and its driver (then CHROME_PATH and CHROMEDRIVER are set),
 * `engines` adds Firefox and WebKit, `redis` a Redis server (then REDIS_SERVER is set), `postgres` a PostgreSQL server
 * (then POSTGRES_BIN is set) and `shells` zsh and fish, where that can be done.
 */
export async function prepare(wanted = {}) {
  const { checks = false } = wanted;
  const started = Date.now();
  console.log('Setting up');
  const results = [report(prepareNode()), report(await prepareRust({ checks }))];
  const rest = [
    preparePackages(),
    prepareWasmBindgen(),
    prepareWasmPack(),
    ...(checks ? [prepareCargoDeny()] : []),
    fromDebian(wanted),
  ];
  results.push(...(await Promise.all(rest.map(async (step) => [await step].flat().map(report)))).flat());
  // wasm-pack wants this folder to be there already.
  if (process.env.WASM_PACK_CACHE) mkdirSync(process.env.WASM_PACK_CACHE, { recursive: true });
  console.log(`  ready after ${spokenTime(Date.now() - started)}\n`);
  return environment(results);
}

/** One after the other: apt does one thing at a time. */
async function fromDebian({ browser = false, engines = false, redis = false, postgres = false, shells = false }) {
  return [
    ...(browser ? [await prepareBrowser()] : []),
    ...(engines ? [await prepareEngines()] : []),
    ...(redis ? [await prepareRedis()] : []),
    ...(postgres ? [await preparePostgres()] : []),
    ...(shells ? [await prepareShells()] : []),
  ];
}

function report(result) {
  console.log(`  ✓ ${result.said}`);
  return result;
}

function environment(results) {
  const programs = results.flatMap((result) => result.programs);
  return { ...withPrograms(process.env, programs), ...Object.assign({}, ...results.map((result) => result.variables)) };
}
