// Firefox, and WebKit with its driver and a display: for the pages of the matrix. Chromium is in browser.mjs.
import { existsSync } from 'node:fs';
import { CannotContinue, answer } from './command.mjs';
import { installDebianPackages } from './debian.mjs';
import { spokenVersion } from './project.mjs';
import { find } from './search-path.mjs';

/** Debian's folder of WebKit's own browser, which is on no PATH. */
const miniBrowser = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const purpose = 'The pages of the matrix need Firefox and WebKit';

function found() {
  return {
    FIREFOX: process.env.FIREFOX || find('firefox-esr') || find('firefox'),
    WEBKIT_DRIVER: process.env.WEBKIT_DRIVER || find('WebKitWebDriver'),
    WEBKIT_BROWSER: process.env.WEBKIT_BROWSER || (existsSync(miniBrowser) ? miniBrowser : undefined),
    XVFB: process.env.XVFB || find('Xvfb'),
  };
}

/**
 * Finds Firefox, WebKit's MiniBrowser with its driver, and Xvfb, and installs Debian's where one is missing. The variables
 * of the same names point to others. Where that cannot be done, the cases say so, but under `CI=true` it is an error.
 */
export async function prepareEngines(env = process.env) {
  const names = Object.keys(found());
  const missing = () => names.filter((name) => !found()[name]);
  try {
    if (missing().length > 0) await installDebianPackages(['firefox-esr', 'webkit2gtk-driver', 'xvfb'], purpose);
    if (missing().length > 0)
      throw new CannotContinue(`${purpose}: set ${missing().join(', ')} to where they lie and start again.`);
  } catch (error) {
    if (!(error instanceof CannotContinue) || env.CI === 'true') throw error;
    return { programs: [], variables: {}, said: `no Firefox or WebKit, so their cases are left out. ${error.message}` };
  }
  const version = (program) => spokenVersion(answer(program, ['--version'])) ?? '(which does not say its version)';
  return {
    programs: [],
    variables: found(),
    said: `Firefox ${version(found().FIREFOX)}, WebKit ${version(found().WEBKIT_DRIVER)}`,
  };
}
