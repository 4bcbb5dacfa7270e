// Times every client in this process. Command line: the server's URL, and `quick` for few rounds. Sends the results to its parent.
import { timesOf } from '../timing.mjs';

const [baseUrl, pace] = process.argv.slice(2);
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const results = await timesOf(baseUrl, { quick: pace === 'quick', cpu, log: (name) => console.log(`  Node: ${name}`) });
process.send(results, () => process.disconnect());
