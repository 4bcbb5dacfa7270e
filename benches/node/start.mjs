// In a fresh process: what it costs until a client's first request is handed to `fetch`. Command line: its name.
// CPU time is of the whole process, the engine's own threads included.
import { started } from '../contenders/index.mjs';

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const [name] = process.argv.slice(2);
let atFirstRequest;
const fetch = () => {
  atFirstRequest ??= { cpu: cpu(), wall: performance.now() };
  return new Promise(() => {});
};
const begun = { cpu: cpu(), wall: performance.now() };
const list = await (await started[name]()).create({ baseUrl: 'http://127.0.0.1:9', token: 'bench-token', fetch });
const setUp = { cpu: cpu(), wall: performance.now() };
list(1);
while (atFirstRequest === undefined) await new Promise((resolve) => setImmediate(resolve));
process.send(
  {
    setUp: { cpu: setUp.cpu - begun.cpu, wall: setUp.wall - begun.wall },
    firstRequest: { cpu: atFirstRequest.cpu - begun.cpu, wall: atFirstRequest.wall - begun.wall },
  },
  () => process.exit(0),
);
