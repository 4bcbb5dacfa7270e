import type { ComponentChildren } from 'preact';
import { mayBeDone } from '../format/error-words';
import { Dialog } from '../parts/dialog';
import { Problem } from '../parts/problem';
import { words } from '../words/words';
import { end } from './flow';
import { useWrite } from './use-write';

interface Properties {
  title: string;
  /** What the button says. */
  action: string;
  danger?: boolean;
  disabled?: boolean;
  wide?: boolean;
  /** Sends it, and reads back what it changed. */
  send(): Promise<unknown>;
  children: ComponentChildren;
}

/** A dialog that says back what it is about to do, does it, and closes when it is done. */
export function WriteDialog({
  title,
  action,
  danger = false,
  disabled = false,
  wide = false,
  send,
  children,
}: Properties) {
  const { busy, error, run } = useWrite();
  const { flows } = words.value;
  const go = async (): Promise<void> => {
    if (!disabled && (await run(send))) end();
  };
  return (
    <Dialog
      title={title}
      busy={busy}
      wide={wide}
      onSend={() => void go()}
      onClose={end}
      actions={
        <>
          <button type="button" disabled={busy} onClick={end}>
            {flows.cancel}
          </button>
          <button
            type="button"
            class={danger ? 'danger' : 'primary'}
            disabled={disabled || busy}
            onClick={() => void go()}
          >
            {busy ? flows.states.sent : action}
          </button>
        </>
      }
    >
      {error !== undefined && <Problem title={mayBeDone(error) ? flows.notKnown : flows.notDone} error={error} />}
      {children}
    </Dialog>
  );
}
