// What is built into the command line instead of being installed beside it, with the reason. The licences are in the package.

/** commander, which every start loads: as five files of CommonJS it takes 6 ms more. */
export const bundled = ['commander'];

/** What the page is built from, which `unloc demo` and `unloc centre` serve. */
export const bundledInPage = [
  '@preact/signals',
  '@preact/signals-core',
  '@tanstack/virtual-core',
  'idb',
  'libphonenumber-js',
  'preact',
  'temporal-polyfill',
  'temporal-utils',
];
