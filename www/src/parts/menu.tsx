import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './icon';

/** Buttons that are used seldom, behind one. What is pressed, a press elsewhere and Escape close it. */
export function Menu({ label, children }: { label: string; children: ComponentChildren }) {
  const element = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const { current: menu } = element;
    if (menu === null) return;
    const close = (): void => {
      menu.open = false;
    };
    const elsewhere = ({ target }: Event): void => {
      if (!(target instanceof Node && menu.contains(target))) close();
    };
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !menu.open) return;
      close();
      menu.querySelector('summary')?.focus();
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    menu.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
      menu.removeEventListener('keydown', press);
    };
  }, []);
  return (
    <details class="menu" ref={element}>
      <summary aria-label={label} title={label}>
        <Icon name="more" />
      </summary>
      <div class="menu-items">{children}</div>
    </details>
  );
}
