import type { Invocation } from '../../command/command';
import { projectColumns } from './columns';

export async function run({ account, output }: Invocation): Promise<void> {
  await output.list(await account.projects(), projectColumns, {
    empty: 'These credentials have access to no project.',
  });
}
