// Chromium and its driver, for the tests that run in a real browser.
import { CannotContinue, answer } from './command.mjs';
import { installDebianPackages } from './debian.mjs';
import { spokenVersion } from './project.mjs';
import { find } from './search-path.mjs';

const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Finds Chromium (or Chrome) and a chromedriver of the same major version, and installs Debian's where none is.
 * CHROME_PATH and CHROMEDRIVER name others.
 */
export async function prepareBrowser() {
  let [browser, driver] = [findBrowser(), findDriver()];
  if (!browser || !driver) {
    await installDebianPackages(['chromium', 'chromium-driver'], 'The browser tests need Chromium and its driver');
    [browser, driver] = [findBrowser(), findDriver()];
  }
  if (!browser || !driver) {
    throw new CannotContinue(
      `${browser ? 'chromedriver' : 'Chromium'} is not on PATH: set ${browser ? 'CHROMEDRIVER' : 'CHROME_PATH'} to where it lies and start again.`,
    );
  }
  const [browserVersion, driverVersion] = [browser, driver].map((program) =>
    spokenVersion(answer(program, ['--version'])),
  );
  const [browserMajor, driverMajor] = [browserVersion, driverVersion].map((version) => version?.split('.')[0]);
  if (!browserMajor || browserMajor !== driverMajor) {
    throw new CannotContinue(
      `${browser} is version ${browserVersion ?? 'unknown'} and ${driver} is ${driverVersion ?? 'unknown'}, and they must be of one major version: set CHROME_PATH and CHROMEDRIVER to a pair that is, and start again.`,
    );
  }
  return {
    programs: [],
    variables: { CHROME_PATH: browser, CHROMEDRIVER: driver },
    said: `Chromium ${browserVersion} with its driver`,
  };
}

function findBrowser() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  return browserNames.map((name) => find(name)).find(Boolean);
}

function findDriver() {
  return process.env.CHROMEDRIVER || find('chromedriver');
}
