import type { V2 } from 'unloc-integrator-client';
import type { Account } from '../../account/account';
import { findNamed } from '../../input/named';
import type { Column } from '../../output/column';
import { printable } from '../../output/printable';

/** The subprojects of the project. */
export async function allSubprojects(account: Account, signal: AbortSignal): Promise<V2.Subproject[]> {
  const unloc = await account.client();
  return unloc.subprojects.list({ projectId: await account.projectId() }, { signal }).toArray({ limit: Infinity });
}

/** A subproject by id, the beginning of an id, or name. */
export async function findSubproject(account: Account, wanted: string, signal: AbortSignal): Promise<V2.Subproject> {
  return findNamed(await allSubprojects(account, signal), wanted, 'subproject');
}

/** What a subproject is called in sentences. */
export function subprojectName({ name }: Pick<V2.Subproject, 'name'>): string {
  return `subproject "${printable(name)}"`;
}

/** The columns of subprojects. */
export const subprojectColumns: readonly Column<V2.Subproject>[] = [
  { name: 'name', title: 'Subproject', value: ({ name }) => name, priority: 1 },
  { name: 'doors', title: 'Doors', value: ({ lockIds }) => lockIds?.length, priority: 2, right: true },
  { name: 'description', title: 'Description', value: ({ description }) => description, priority: 4 },
  { name: 'id', title: 'Id', value: ({ id }) => id, priority: 3 },
];
