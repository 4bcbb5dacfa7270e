// What is built into the command line instead of being installed beside it, with the reason.

/** commander, which every start loads: as five files of CommonJS it takes 6 ms more. Its licence is in the package. */
export const bundled = ['commander'];
