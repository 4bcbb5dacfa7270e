/** How long the heading of a view that is loaded is waited for, milliseconds. */
const patience = 5_000;

let waiting: (() => void) | undefined;

/**
 * After a step to another view, the focus is on its heading, so that a screen reader reads it and Tab goes on from there. A
 * heading that comes later is waited for, until the person does something else.
 */
export function focusHeading(): void {
  waiting?.();
  const content = document.getElementById('content');
  if (content === null) return;
  const before = document.activeElement;
  const tried = (): boolean => {
    const heading = content.querySelector('h1');
    if (heading === null) return false;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    return true;
  };
  if (tried()) return;
  const observer = new MutationObserver(() => {
    if (document.activeElement !== before || tried()) waiting?.();
  });
  observer.observe(content, { childList: true, subtree: true });
  const timer = setTimeout(() => waiting?.(), patience);
  waiting = () => {
    observer.disconnect();
    clearTimeout(timer);
    waiting = undefined;
  };
}
