import type { Column } from './column';

/** Who it is: the name, or the number of somebody without one. Programs get the name as it is. */
export const personColumn: Column<{ readonly name?: string | null | undefined; readonly appUserId: string }> = {
  name: 'name',
  title: 'Person',
  value: ({ name, appUserId }) => name ?? appUserId,
  data: ({ name }) => name,
  priority: 1,
};
