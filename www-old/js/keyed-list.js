// Brings a list on the page up to date without touching what stayed the same: a reader keeps their place, and the
// keyboard its focus, while states move.

/**
 * A function that shows items in `list`. `idOf(item)` tells items apart, `signatureOf(item)` is a text that changes
 * when the item looks different, `make(item)` makes its element.
 */
export function keyedList(list, { idOf, signatureOf, make }) {
  let shown = new Map();
  return (items) => {
    const next = new Map();
    for (const item of items) {
      const id = idOf(item);
      const signature = signatureOf(item);
      const before = shown.get(id);
      if (before?.signature === signature) next.set(id, before);
      else next.set(id, { signature, place: before ? renewed(before.place, make(item)) : make(item) });
    }
    for (const [id, { place }] of shown) if (!next.has(id)) place.remove();
    let following = list.firstElementChild;
    for (const { place } of next.values()) {
      if (place === following) following = following.nextElementSibling;
      else list.insertBefore(place, following);
    }
    shown = next;
  };
}

/** Puts an element in another's place, and the focus on the same control in it. */
function renewed(old, made) {
  const focused = old.contains(document.activeElement) ? document.activeElement.dataset.action : undefined;
  old.replaceWith(made);
  if (focused) made.querySelector(`[data-action="${focused}"]`)?.focus();
  return made;
}
