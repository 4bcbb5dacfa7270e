import { effect } from '@preact/signals';
import { connect, connection } from '../account/connection';
import { readEvents } from '../data/activity';
import '../data/observed';
import { loadEngine } from '../data/engine';
import { follow } from '../data/follow';
import { keepRead, readOrKeptProjects, showKept } from '../data/freshness';
import { data, dataTrouble, projectId, readProject, refresh } from '../data/project-data';

async function read(id: string): Promise<void> {
  await readProject(id);
  if (dataTrouble.peek() !== undefined) await showKept(id);
  await loadEngine();
  await readEvents();
}

/** Reads what the page shows: the projects of the connection, the one that is chosen, and what gets old. */
export function startReading(): void {
  effect(() => {
    if (connection.value !== undefined) void readOrKeptProjects();
  });
  effect(() => {
    if (projectId.value !== undefined) void read(projectId.value);
  });
  effect(() => {
    if (data.value !== undefined && dataTrouble.value === undefined) keepRead(data.value);
  });
  window.addEventListener('online', () => void (connection.value === undefined ? connect() : refresh()));
  follow();
}
