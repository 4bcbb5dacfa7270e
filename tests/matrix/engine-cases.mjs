// Pages without a bundler and their workers, in the two engines that are not Chromium's.
import { copyConsumerForBrowsers, writePage } from '../support/packed.mjs';
import { withFirefox, withWebKit } from './engines.mjs';
import { withStaticServer } from './servers.mjs';

const everything = /[1-9]\d* locks, [1-9]\d* keys, [1-9]\d* roles/;
const policy = "default-src 'none'; connect-src 'self'; script-src 'self'";

/** Each page: its script, its policy if it has one, and what it must report. */
const pagesOf = {
  main: ['src/main.js', undefined, everything],
  slim: ['src/slim.js', undefined, everything],
  plain: ['src/wasm.js', undefined, everything],
  workers: ['src/workers.js', undefined, /^dedicated: .*openings; shared: .*openings; service: .*openings$/],
  allowed: ['src/content-security-policy.js', `${policy} 'wasm-unsafe-eval'`, /^1 lock; a sandbox; slim$/],
  forbidden: [
    'src/content-security-policy.js',
    policy,
    /^(?:error wasm_unavailable: \w+: a policy forbids [^;]*'wasm-unsafe-eval'[^;]*(?:; |$)){3}$/,
  ],
};

const engine = (name, variable, start) => ({
  name: `${name}: pages, policies and workers`,
  folder: 'engines',
  run: (workspace) => {
    if (!process.env[variable]) {
      if (process.env.CI) throw new Error(`${variable} is not set: npm run test:matrix sets it`);
      return 'left out, for it is not here';
    }
    copyConsumerForBrowsers(workspace);
    for (const [page, [script, itsPolicy]] of Object.entries(pagesOf)) writePage(workspace, page, script, itsPolicy);
    return withStaticServer({ '/': workspace }, (address) =>
      start(workspace, async (reportOf) => {
        const reports = [];
        for (const [page, [, , expected]] of Object.entries(pagesOf)) {
          const text = await reportOf(new URL(`${page}.html`, address).href).catch((error) => error.message);
          if (!expected.test(text)) throw new Error(`${page}.html: ${text}`);
          reports.push(text);
        }
        return reports[0];
      }),
    );
  },
});

export const engineCases = [
  engine('Firefox', 'FIREFOX', withFirefox),
  engine('WebKit', 'WEBKIT_DRIVER', (_, use) => withWebKit(use)),
];
