// Makes elements. Text becomes text and never markup, whoever wrote it.

/**
 * An element with attributes (those that are `undefined`, `null` or `false` are left out, `true` is empty) and
 * children (elements or text; `undefined`, `null` and `false` are left out).
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    made.setAttribute(attribute, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== null && child !== false));
  return made;
}
