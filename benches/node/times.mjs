// Times every client in this process. Command line: the server's URL and the effort. Tells its parent.
import { timesOf } from '../timing.mjs';

const [baseUrl, effort] = process.argv.slice(2);
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const results = await timesOf(baseUrl, { effort: Number(effort), cpu, tell: (name) => console.log(`  Node: ${name}`) });
process.send(results, () => process.disconnect());
