// Times every client in this process. Command line: the server's URL and the effort. Tells its parent.
import { timed } from '../contenders/index.mjs';
import { timesOf } from '../timing.mjs';

const [baseUrl, effort] = process.argv.slice(2);
const clients = {};
for (const [name, contender] of Object.entries(timed)) {
  clients[name] = (await contender()).create({ baseUrl, token: 'bench-token' });
}
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const results = await timesOf(clients, { effort: Number(effort), cpu, tell: (name) => console.log(`  Node: ${name}`) });
process.send(results, () => process.disconnect());
