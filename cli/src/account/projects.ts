import type { UnlocClient, V2 } from 'unloc-integrator-client';
import { abortable } from './abortable';

/** The projects that a client has access to, as far as they can be read. */
export interface FoundProjects {
  projects: V2.Project[];
  /** The ids of those that the API did not give, and why it did not give the first. */
  unread: string[];
  reason?: unknown;
}

/** Finds the projects of a client, with their names. Rejects if the credentials are refused, or nothing can be read. */
export async function findProjects(unloc: UnlocClient, signal: AbortSignal): Promise<FoundProjects> {
  const { projects: found } = await abortable(unloc.resources.discover(), signal);
  const read = await Promise.allSettled(found.map(({ projectId }) => unloc.projects.get({ projectId }, { signal })));
  signal.throwIfAborted();
  const projects = read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const unread = found.filter((_, index) => read[index]?.status === 'rejected').map(({ projectId }) => projectId);
  const [reason] = read.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
  if (projects.length === 0 && unread.length > 0) throw reason;
  return { projects, unread, ...(unread.length > 0 && { reason }) };
}

/** All projects of a client. Rejects if one of them cannot be read: a list that lacks one would be wrong. */
export async function allProjects(unloc: UnlocClient, signal: AbortSignal): Promise<V2.Project[]> {
  const { projects, unread, reason } = await findProjects(unloc, signal);
  if (unread.length > 0) throw reason;
  return projects;
}
