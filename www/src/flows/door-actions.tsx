import { useSignal } from '@preact/signals';
import type { V2 } from 'unloc-integrator-client';
import { connected } from '../account/connection';
import { projectId } from '../data/project-data';
import { reread } from '../data/reread';
import { errorWords } from '../format/error-words';
import { words } from '../words/words';
import { begin } from './flow';
import { say } from './notice';

/** Changes a door. */
export function EditDoor({ door }: { door: V2.Lock }) {
  return (
    <button type="button" onClick={() => begin({ name: 'editDoor', door: door.id })}>
      {words.value.editingDoor.edit}
    </button>
  );
}

/** Asks the vendor of a door's lock again. */
export function AskVendor({ door }: { door: V2.Lock }) {
  const text = words.value.editingDoor;
  const asking = useSignal(false);
  const { lockConnectionId } = door;
  const ask = async (): Promise<void> => {
    if (asking.value || lockConnectionId === undefined) return;
    asking.value = true;
    try {
      const job = await connected().unloc.lockConnections.refresh({
        projectId: projectId.value ?? '',
        lockConnectionId,
      });
      await job?.wait({ timeoutMs: 120_000 });
      await reread('doors', 'keys');
      say(text.asked);
    } catch (error) {
      say(`${text.notAsked} ${errorWords(error)}`);
    } finally {
      asking.value = false;
    }
  };
  if (lockConnectionId === undefined) return null;
  return (
    <button type="button" disabled={asking.value} title={text.askHint} onClick={() => void ask()}>
      {asking.value ? words.value.flows.states.sent : text.ask}
    </button>
  );
}
