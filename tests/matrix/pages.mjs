// Pages of a case, opened in Chromium.
import { reportOf } from '../support/chromium.mjs';

/** Opens pages of a server one after the other; resolves to the first report. */
export async function pages(address, names) {
  const reports = [];
  for (const name of names) {
    reports.push(
      await reportOf(new URL(name, address).href).catch((error) => {
        throw new Error(`${name || 'index.html'}: ${error.message}`);
      }),
    );
  }
  return reports[0];
}
