import { main } from './command/run';

/** How long what is left open, such as a keychain that hangs, may keep the process after the command has ended. */
const lingerMs = 500;

process.exitCode = await main(process.argv.slice(2));
setTimeout(() => process.exit(), lingerMs).unref();
