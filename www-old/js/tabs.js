// Tabs: one panel at a time, with the arrow keys as the pattern of WAI-ARIA has it.

/** Makes a tab list work; gives a function that opens the tab of an id. */
export function tabsIn(list) {
  const tabs = [...list.querySelectorAll('[role="tab"]')];
  const open = (chosen) => {
    for (const tab of tabs) {
      const isChosen = tab === chosen;
      tab.setAttribute('aria-selected', String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      document.getElementById(tab.getAttribute('aria-controls')).hidden = !isChosen;
    }
  };
  list.addEventListener('click', ({ target }) => {
    const tab = target.closest('[role="tab"]');
    if (tab) open(tab);
  });
  list.addEventListener('keydown', (event) => {
    const place = tabs.indexOf(document.activeElement);
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (place < 0 || next === undefined) return;
    event.preventDefault();
    const tab = tabs.at(next % tabs.length);
    open(tab);
    tab.focus();
  });
  return (id) => open(document.getElementById(id));
}
