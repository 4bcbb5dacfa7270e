import type { Budget } from 'unloc-integrator-client/access';
import { accessEngine } from '../../access/engine';
import { readProject } from '../../access/reading';
import type { Invocation } from '../../command/command';
import { readInput } from '../../input/file';
import { readPace } from '../../input/pace';
import { readWhole } from '../../input/whole';
import { usage } from '../../command/failure';
import type { Column } from '../../output/column';

interface Options {
  doors?: string;
  keys?: string;
  pace?: string;
}

const limits: { readonly [by in Budget['limitedBy']]: string } = {
  latency: 'how long requests take',
  perMinute: 'the limit a minute',
  sequence: 'requests that wait for each other',
};

const columns: readonly Column<Budget>[] = [
  { name: 'requests', title: 'Requests', value: ({ requests }) => requests, priority: 1 },
  {
    name: 'byKind',
    title: 'Of these',
    value: ({ byKind: { list, create, revoke, job } }) =>
      `${list} list, ${create} create, ${revoke} revoke, ${job} look at a job`,
    priority: 2,
  },
  { name: 'seconds', title: 'Takes about', value: ({ seconds }) => `${seconds} s`, priority: 1 },
  { name: 'limitedBy', title: 'Because of', value: ({ limitedBy }) => limits[limitedBy], priority: 2 },
  { name: 'people', title: 'People', value: ({ people }) => people || null, priority: 2 },
  { name: 'messages', title: 'Messages', value: ({ messages }) => messages || null, priority: 2 },
];

export async function run(invocation: Invocation<Options>): Promise<void> {
  const { args, options, output } = invocation;
  const [file] = args;
  const { budget, readPlan } = await accessEngine();
  const pace = readPace(options.pace);
  if (file !== undefined) {
    const plan = readPlan(await readInput(String(file), 'plan'));
    await output.one(budget(plan, pace), columns);
    output.say('The wait until keys are usable is not counted: usually seconds, at worst hours.');
    return;
  }
  const { doors, keys } = options;
  if ((doors === undefined) !== (keys === undefined)) throw usage('Use both --doors and --keys, or neither.');
  if (doors !== undefined && keys !== undefined) {
    await output.one(budget({ locks: readWhole(doors, '--doors'), keys: readWhole(keys, '--keys') }, pace), columns);
    return;
  }
  const { counts } = (await readProject(invocation, { keep: () => false })).snapshot;
  await output.one(budget({ locks: counts.locks, keys: counts.keys }, pace), columns);
  output.say(`To read the ${counts.locks} doors and ${counts.keys} keys of the project once.`);
}
