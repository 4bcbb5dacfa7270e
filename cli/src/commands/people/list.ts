import type { Invocation } from '../../command/command';
import { allPeople } from '../../input/people';
import { peopleColumns } from './columns';

export async function run({ account, output, signal }: Invocation): Promise<void> {
  await output.list(await allPeople(account, signal), peopleColumns, {
    empty: 'Nobody has a key to a door of this project.',
  });
}
