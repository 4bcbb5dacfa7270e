// Applies a plan with a journal in a file, in a process that may be killed: node apply-until-killed.mjs <plan> <journal> <url>
// <token> <factor>. Its clocks run faster by the factor.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { applyPlan, engine } from './apply-world.mjs';
import { fasterClock } from './faster-clock.mjs';
import { root } from './root.mjs';

const require = createRequire(import.meta.url);
const { UnlocClient } = require(join(root, 'pkg'));
const { fileStore } = require(join(root, 'pkg', 'access', 'file-store'));

const [planFile, journal, url, token, factor, begun] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, 'utf8'));
const clock = fasterClock(Number(factor), Number(begun));
const client = new UnlocClient({ baseUrl: url, token });
await applyPlan(client, plan, { store: fileStore(journal, clock), settleMs: 20_000 }, engine, clock);
