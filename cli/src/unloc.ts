import { main } from './command/run';

process.exitCode = await main(process.argv.slice(2));
