import { computed } from '@preact/signals';
import { connection } from '../account/connection';
import { keepProject, keptProject } from '../storage/last-read';
import { data, dataTrouble, projectId, projects, readProjects, type ProjectData } from './project-data';

/** Whether what is shown is from before, because reading it again failed. */
export const isStale = computed(
  () => dataTrouble.value !== undefined && data.value !== undefined && data.value.project.id === projectId.value,
);

/** Whether nothing can be changed: what is shown of an account is from before. */
export const readOnly = computed(() => isStale.value && connection.value?.kind === 'account');

/** Keeps what was read of an account in this browser, for when there is no network. */
export function keepRead(read: ProjectData): void {
  const account = connection.value?.account;
  if (account !== undefined) void keepProject(account, read.project.id, read);
}

/** Shows what was read last of the project, if nothing of it is shown. */
export async function showKept(id: string): Promise<void> {
  const account = connection.value?.account;
  if (account === undefined || data.value?.project.id === id) return;
  const kept = (await keptProject(account, id)) as ProjectData | undefined;
  if (kept !== undefined && projectId.value === id && data.value?.project.id !== id) data.value = kept;
}

/** Reads the names of the projects; without a network, those that were kept. */
export async function readOrKeptProjects(): Promise<void> {
  const { account, projectIds = [] } = connection.value ?? {};
  try {
    await readProjects();
  } catch (error) {
    dataTrouble.value = error;
    if (account === undefined) return;
    const kept = (await Promise.all(projectIds.map((id) => keptProject(account, id)))) as (ProjectData | undefined)[];
    projects.value = kept.flatMap((one) => (one === undefined ? [] : [one.project]));
    const wanted = new URL(window.location.href).searchParams.get('project');
    projectId.value = projects.value.find(({ id }) => id === wanted)?.id ?? projects.value[0]?.id;
  }
}
