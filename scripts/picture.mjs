// node scripts/picture.mjs: writes the pictures of docs/images, of the embedded Unloc: plan.svg, a plan as the built package
// writes it; cli-demo.svg and cli-plan.svg, sessions at a terminal with the built command line; and doors-and-keys-light.png
// and doors-and-keys-dark.png, the page in Chromium. node scripts/picture.mjs page: those of the page only.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cliSessions } from './picture/cli-sessions.mjs';
import { pagePictures } from './picture/page.mjs';
import { terminalSvg } from './picture/terminal-svg.mjs';
import { root } from './setup/project.mjs';

const require = createRequire(import.meta.url);
const { apply, fetchSnapshot, plan } = require(join(root, 'pkg', 'access'));
const { fileStore } = require(join(root, 'pkg', 'access', 'file-store'));
const { createSandbox } = require(join(root, 'pkg', 'sandbox'));

const images = join(root, 'docs', 'images');
mkdirSync(images, { recursive: true });
await pagePictures(images);
if (process.argv[2] === 'page') process.exit(0);

const day = 86_400_000;
const start = Date.parse('2027-03-01T09:00:00Z');
const begun = performance.now();
/** The embedded Unloc's clock runs twenty times as fast, so that keys are usable soon. */
const now = () => new Date(start + Math.round((performance.now() - begun) * 20));
const sandbox = await createSandbox({ seed: 'demo', now: () => now().getTime() });
const unloc = sandbox.client();
const [{ projectId }] = (await unloc.resources.discover()).projects;
const doors = await unloc.locks.list({ projectId }).toArray({ limit: 8 });

const covers = { from: '2027-03-01T00:00:00Z', to: '2027-04-01T00:00:00Z' };
const grant = (number, place, from, to) => ({
  ref: `B-${1000 + number}`,
  appUserId: `+4790000${100 + number}`,
  doors: [doors[place].id],
  from: { local: `2027-03-${from}T15:00` },
  to: { local: `2027-03-${to}T11:00` },
});
const planOf = async (grants, limits) =>
  plan(
    await fetchSnapshot(unloc, { projectId }),
    { owner: 'rentals', complete: true, covers, grants },
    { now: now(), limits },
  );

const before = [grant(1, 1, '05', '07'), grant(2, 2, '06', '08'), grant(3, 3, '09', '11')];
const journal = join(root, 'target', `picture-${start + day}-${process.pid}`);
mkdirSync(join(root, 'target'), { recursive: true });
await apply(unloc, await planOf(before), { store: fileStore(journal) });
const after = [grant(1, 1, '05', '08'), before[1], grant(4, 0, '05', '07'), grant(5, 5, '12', '14')];
const text = (await planOf(after, { allowRevocations: 1 })).text({ masked: true, width: 100 });

const command = '$ node sync.mjs plan list.csv plan.json';
writeFileSync(
  join(images, 'plan.svg'),
  terminalSvg(`${command}\n${text}`, 'The text of a plan: two keys to give, one to extend, one to take back'),
);
console.log(text);

const sessions = await cliSessions();
for (const [name, title] of [
  ['demo', 'unloc demo starts an embedded Unloc; then the doors are listed and a key is given'],
  ['plan', 'unloc plan says what would change to make the keys match a list'],
]) {
  writeFileSync(join(images, `cli-${name}.svg`), terminalSvg(sessions[name], title));
  console.log(sessions[name]);
}
process.exit(0);
