import { connection } from '../account/connection';

/** Another tab of the same account reads again what this one has changed. An embedded Unloc is this tab's own. */
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('doors-and-keys') : undefined;

/** Says that this tab has changed something of a project. */
export function tellOtherTabs(projectId: string): void {
  if (connection.value?.kind === 'account') channel?.postMessage({ projectId });
}

/** Calls back when another tab has changed something. */
export function hearOtherTabs(changed: (projectId: string) => void): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<{ projectId?: string }>) => {
    if (connection.value?.kind === 'account' && data.projectId !== undefined) changed(data.projectId);
  });
}
