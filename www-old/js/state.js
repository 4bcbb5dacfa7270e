// What the page knows and shows, in one place. A view draws itself anew when something it names has changed.

/** A state of named values. */
export function createState(values) {
  const current = { ...values };
  const views = [];
  return {
    current,
    /** Sets some values, then draws the views that depend on one that is another now. */
    set(changes) {
      const changed = Object.keys(changes).filter((name) => current[name] !== changes[name]);
      Object.assign(current, changes);
      for (const { names, draw } of views) {
        if (names.some((name) => changed.includes(name))) draw(current);
      }
    },
    /** Calls `draw` whenever one of the named values has changed. */
    whenChanged(names, draw) {
      views.push({ names, draw });
    },
  };
}
