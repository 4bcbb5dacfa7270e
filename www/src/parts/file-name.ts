import { data } from '../data/project-data';
import { dayAt } from '../format/wall-clock';

/** What a file is called: the project, what it is of, and the day at the doors. */
export function fileName(of: string, at: number): string {
  const { project, doors } = data.value ?? {};
  return [project?.name, of, `${dayAt(at, doors?.[0]?.timezone)}.csv`].filter(Boolean).join(' ');
}
