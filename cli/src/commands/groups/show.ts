import type { Invocation } from '../../command/command';
import { groupColumns, readGroup } from './groups';

export async function run({ args, account, output, signal }: Invocation): Promise<void> {
  const { group, people, names } = await readGroup(account, String(args[0]), signal);
  const lines = (title: string, texts: readonly string[]) =>
    texts.map((text, index) => ({
      name: `${title.toLowerCase()}${index + 1}`,
      title: index === 0 ? title : '',
      value: () => text,
      priority: 1,
    }));
  await output.one(group, [
    ...groupColumns,
    ...lines(
      'Who',
      (group.appUserIds ?? []).map((number) => `${people.calledBy(number)}  ${number}`),
    ),
    ...lines(
      'Where',
      (group.lockIds ?? []).map((id) => names.of(id)),
    ),
  ]);
}
