// npm run screens: writes a picture of every screen of the page into target/screens/, to be looked at: light, dark, on a
// phone. npm run screens -- door give: of those screens only. Fails if a screen cannot be reached or complains.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startPage } from '../tests/support/page.mjs';
import { looks, now, screens, settled } from './screens/screens.mjs';
import { CannotContinue, asProgram } from './setup/command.mjs';
import { root } from './setup/project.mjs';

const folder = join(root, 'target', 'screens');

await asProgram(async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !(name in screens));
  if (unknown.length > 0)
    throw new CannotContinue(
      `There is no screen ${unknown.join(', ')}. There are: ${Object.keys(screens).join(', ')}.`,
    );
  mkdirSync(folder, { recursive: true });
  const site = await startPage();
  const wrong = [];
  try {
    for (const [look, options] of Object.entries(looks))
      for (const name of wanted.length > 0 ? wanted : Object.keys(screens))
        wrong.push(...(await picture(site, name, look, options)));
  } finally {
    await site.close();
  }
  if (wrong.length > 0) throw new CannotContinue(wrong.join('\n  '));
  console.log(`The pictures are in ${folder}`);
});

/** Takes one picture; resolves to sentences about what was wrong. */
async function picture(site, name, look, options) {
  const it = await site.open({ at: '#/', now, ...options });
  it.page.setDefaultTimeout(10_000);
  const wrong = [];
  try {
    await screens[name](it);
    await settled(it.page);
  } catch (error) {
    wrong.push(`${name}, ${look}: ${String(error.message).split('\n')[0]}`);
  }
  // On a phone most of a view is below what fits the screen.
  const fullPage = look === 'phone' && (await it.page.locator('dialog[open]').count()) === 0;
  await it.page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage });
  wrong.push(...it.complaints.map((complaint) => `${name}, ${look}: ${complaint}`));
  await it.close();
  return wrong;
}
