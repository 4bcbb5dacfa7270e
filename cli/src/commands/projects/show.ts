import { findNamed } from '../../input/named';
import type { Invocation } from '../../command/command';
import { projectColumns } from './columns';

export async function run({ args: [word], account, output }: Invocation): Promise<void> {
  const project =
    typeof word === 'string' ? findNamed(await account.projects(), word, 'project') : await account.project();
  await output.one(project, projectColumns);
}
