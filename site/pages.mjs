// What is in the site and where: the navigation, the sidebar and what is copied follow. A new file of docs/ is a row here.

export const repository = 'https://github.com/unloc-integrator-client/unloc-integrator-client';

/** Each page: its name in the sidebar and its file in the repository. `link` instead of `file`: what is generated. */
export const groups = [
  {
    text: 'Guides',
    pages: [
      { text: 'First key', file: 'docs/first-key.md' },
      { text: 'In a page', file: 'docs/pages.md' },
      { text: 'Tokens', file: 'docs/tokens.md' },
      { text: 'Webhooks', file: 'docs/webhooks.md' },
      { text: 'Access: who can open what', file: 'docs/access.md' },
      { text: 'The page “Doors and keys”', file: 'docs/page.md' },
      { text: 'Testing your app', file: 'docs/testing-your-app.md' },
      { text: 'Examples', file: 'examples/README.md' },
      { text: 'Errors', file: 'docs/errors.md' },
      { text: 'Guarantees', file: 'docs/guarantees.md' },
      { text: 'Runtimes and bundlers', file: 'docs/runtimes.md' },
      { text: 'From API v1 to v2', file: 'docs/migrating-v1-to-v2.md' },
      { text: 'From the original package', file: 'docs/migrating-from-the-original.md' },
    ],
  },
  {
    text: 'Reference',
    pages: [
      { text: 'Calls of API v2', file: 'docs/api-v2.md' },
      { text: 'Functions of API v1', file: 'docs/api.md' },
      { text: 'Options of calls', file: 'docs/options.md' },
      { text: 'The command line', file: 'docs/cli.md' },
      { text: 'The embedded Unloc', file: 'sandbox/README.md' },
      { text: 'The package', link: '/package/' },
      { text: 'The crates, in Rust', link: '/rust/' },
      { text: 'OpenAPI documents', file: 'docs/openapi/README.md' },
      { text: 'Formats of the access engine', file: 'docs/access-formats.md' },
    ],
  },
  {
    text: 'About',
    pages: [
      { text: 'Glossary', file: 'docs/glossary.md' },
      { text: 'Performance', file: 'docs/performance.md' },
      { text: 'Architecture', file: 'docs/architecture.md' },
      { text: 'Packaging', file: 'docs/packaging.md' },
      { text: 'Decisions', file: 'docs/decisions/README.md' },
      { text: 'Changelog', file: 'CHANGELOG.md' },
    ],
  },
];

/** Folders whose Markdown is in the site without a row for each file: their README names them. */
export const listed = ['docs/decisions'];

/** Folders and files that are handed on as they are. */
export const assets = ['docs/images', 'docs/openapi', 'docs/schemas'];

/** The page of the site that a file of the repository becomes. Those of docs/ keep their place, so that addresses are stable. */
export function pageOf(file) {
  const inDocs = file.startsWith('docs/') ? file.slice('docs/'.length) : file.toLowerCase();
  return inDocs === 'sandbox/readme.md' ? 'embedded-unloc.md' : inDocs.replace(/(^|\/)README\.md$/i, '$1index.md');
}
