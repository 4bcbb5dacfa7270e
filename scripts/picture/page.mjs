// The page "Doors and keys" in Chromium: the door of the README's picture, light and dark.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPage } from '../../tests/support/page.mjs';
import { now, screens, settled } from '../screens/screens.mjs';
import { withPalette } from './palette-png.mjs';

/** As much as the rows of the door take. */
const size = { width: 1280, height: 950 };

/** Writes doors-and-keys-light.png and doors-and-keys-dark.png into a folder, sharp on a screen with two pixels for one. */
export async function pagePictures(folder) {
  const site = await startPage();
  try {
    for (const scheme of ['light', 'dark']) {
      const it = await site.open({ at: '#/', now, scheme, pixels: 2, ...size });
      await screens['door-hours'](it);
      await settled(it.page);
      writeFileSync(join(folder, `doors-and-keys-${scheme}.png`), withPalette(await it.page.screenshot()));
      await it.close();
    }
  } finally {
    await site.close();
  }
}
