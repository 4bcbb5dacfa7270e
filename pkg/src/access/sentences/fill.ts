/**
 * A template with its arguments: `{name}` stands for one, and `[, item {index}]` is left out if its argument is missing. What
 * is missing elsewhere is a question mark.
 */
export function fill(template: string, args: { [name: string]: unknown }): string {
  const has = (name: string): boolean => args[name] !== undefined && args[name] !== null;
  return template
    .replace(/\[([^\]{]*\{(\w+)\}[^\]]*)\]/g, (_, part: string, name: string) => (has(name) ? part : ''))
    .replace(/\{(\w+)\}/g, (_, name: string) => (has(name) ? String(args[name]) : '?'));
}
