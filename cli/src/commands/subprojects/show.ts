import type { Invocation } from '../../command/command';
import { doorNames } from '../../input/door-names';
import { allDoors } from '../../input/doors';
import { findSubproject, subprojectColumns } from './subprojects';

export async function run({ args, account, output, signal }: Invocation): Promise<void> {
  const [subproject, doors] = await Promise.all([
    findSubproject(account, String(args[0]), signal),
    allDoors(account, signal),
  ]);
  const names = doorNames(doors);
  const lines = (subproject.lockIds ?? []).map((id, index) => ({
    name: `door${index + 1}`,
    title: index === 0 ? 'Where' : '',
    value: () => names.of(id),
    priority: 1,
  }));
  await output.one(subproject, [...subprojectColumns, ...lines]);
}
