import type { Invocation } from '../../command/command';
import { allSubprojects, subprojectColumns } from './subprojects';

export async function run({ account, output, signal }: Invocation): Promise<void> {
  await output.list(await allSubprojects(account, signal), subprojectColumns, {
    empty: 'This project has no subprojects.',
  });
}
