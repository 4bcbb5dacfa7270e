import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { words } from '../words/words';
import '../styles/dialogs.css';

interface Properties {
  title: string;
  children: ComponentChildren;
  /** What is about to be done, beside the buttons: always in sight. */
  said?: ComponentChildren;
  /** The buttons below. */
  actions: ComponentChildren;
  /** Whether it may not be closed just now. */
  busy?: boolean;
  wide?: boolean;
  /** What Ctrl with Enter does, from any field. */
  onSend?(): void;
  onClose(): void;
}

/** A dialog over the page. Escape and the cross close it; the focus goes back to where it was. */
export function Dialog({ title, children, said, actions, busy = false, wide = false, onSend, onClose }: Properties) {
  const element = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const name = useId();
  useEffect(() => {
    const before = document.activeElement;
    element.current?.showModal();
    // A finger's keyboard would hide half of it.
    const fields = 'input:not(:disabled), select, textarea';
    const field = matchMedia('(pointer: coarse)').matches ? null : body.current?.querySelector<HTMLElement>(fields);
    (field ?? heading.current)?.focus();
    return () => {
      // What opened it may be gone with what it was for: the focus must not fall to the top of the page.
      const back = before instanceof HTMLElement && before.isConnected ? before : document.getElementById('content');
      back?.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    // What was pressed is gone with the step before.
    const { activeElement } = document;
    if (activeElement === document.body || activeElement === element.current) heading.current?.focus();
  }, [title]);
  return (
    <dialog
      ref={element}
      class={wide ? 'flow wide' : 'flow'}
      aria-labelledby={name}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend?.();
      }}
      onCancel={(event) => {
        event.preventDefault();
        if (!busy) onClose();
      }}
    >
      <header>
        <h2 id={name} ref={heading} tabIndex={-1}>
          {/* What opens it ends in dots: something comes before it is done. */}
          {title.replace(/…$/, '')}
        </h2>
        <button type="button" class="quiet" aria-label={words.value.flows.close} disabled={busy} onClick={onClose}>
          ✕
        </button>
      </header>
      <div class="flow-body" ref={body}>
        {children}
      </div>
      <footer>
        {said}
        {actions}
      </footer>
    </dialog>
  );
}
