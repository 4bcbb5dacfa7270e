import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';

/** Something to choose. */
export interface Option {
  id: string;
  label: string;
  /** More about it, in grey. */
  aside?: string | undefined;
}

interface Properties {
  label: string;
  hint?: string;
  placeholder?: string;
  /** What fits the text that was typed. */
  options(text: string): readonly Option[];
  onChoose(option: Option): void;
  /** Backspace in the empty field. */
  onBack?(): void;
  /** Text of several lines or with separators was pasted; true if it was taken. */
  onPaste?(text: string): boolean;
  /** What Enter does with text that fits nothing. */
  onText?(text: string): boolean;
  /** What was chosen, before the field. */
  children?: ComponentChildren;
  invalid?: boolean;
}

/** A field with suggestions, by the combobox pattern of ARIA: arrows, Enter, Escape; the focus stays in the field. */
export function Combobox({ label, hint, placeholder, options, onChoose, children, invalid, ...more }: Properties) {
  const { onBack, onPaste, onText } = more;
  const id = useId();
  const text = useSignal('');
  const open = useSignal(false);
  const at = useSignal(-1);
  const list = useRef<HTMLDivElement>(null);
  const found = open.value ? options(text.value) : [];
  const choose = (option: Option): void => {
    onChoose(option);
    text.value = '';
    at.value = -1;
    open.value = false;
  };
  const move = (to: number): void => {
    open.value = true;
    const { length } = options(text.value);
    at.value = length === 0 ? -1 : (to + length) % length;
    requestAnimationFrame(() =>
      list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }),
    );
  };
  const keys: { readonly [key: string]: (event: KeyboardEvent) => void } = {
    ArrowDown: () => move(at.value + 1),
    ArrowUp: () => move(at.value < 0 ? -1 : at.value - 1),
    Enter: () => {
      const option = found[at.value] ?? (text.value.trim() === '' ? undefined : found[0]);
      if (option !== undefined) choose(option);
      else if (text.value.trim() !== '' && onText?.(text.value) === true) text.value = '';
    },
    Escape: (event) => {
      if (!open.value || found.length === 0) return;
      event.stopPropagation();
      open.value = false;
    },
  };
  return (
    <div class="combobox" data-invalid={invalid || undefined}>
      <label for={id}>{label}</label>
      <div class="combobox-field">
        {children}
        <input
          id={id}
          role="combobox"
          autocomplete="off"
          placeholder={placeholder}
          aria-expanded={found.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={found[at.value] ? `${id}-${at.value}` : undefined}
          aria-describedby={hint ? `${id}-hint` : undefined}
          aria-invalid={invalid || undefined}
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
            open.value = true;
            at.value = -1;
          }}
          onFocus={() => {
            open.value = text.value !== '';
          }}
          onClick={() => {
            open.value = true;
          }}
          onBlur={() => {
            open.value = false;
            if (text.value.trim() !== '' && onText?.(text.value) === true) text.value = '';
          }}
          onPaste={(event) => {
            if (onPaste?.(event.clipboardData?.getData('text/plain') ?? '') !== true) return;
            event.preventDefault();
            text.value = '';
          }}
          onKeyDown={(event) => {
            if (event.key === 'Backspace' && text.value === '') onBack?.();
            // Ctrl with Enter sends the form.
            if (event.ctrlKey || event.metaKey || event.altKey) return;
            const act = keys[event.key];
            if (act === undefined || (event.key === 'Escape' && (!open.value || found.length === 0))) return;
            event.preventDefault();
            act(event);
          }}
        />
      </div>
      {hint && (
        <p class="small" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div class="options" id={`${id}-list`} role="listbox" aria-label={label} ref={list} hidden={found.length === 0}>
        {found.map((option, index) => (
          // The focus stays in the field, whose keys choose: an option is for the pointer.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          <div
            key={option.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at.value}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
          >
            <span>{option.label}</span>
            {option.aside && <span class="small">{option.aside}</span>}
          </div>
        ))}
      </div>
    </div>
  );
}
