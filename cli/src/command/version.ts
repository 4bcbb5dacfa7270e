declare const CLI_VERSION: string;

/** The package's version, which the build writes here. */
export const version = CLI_VERSION;
