import { computed, signal } from '@preact/signals';

/** Where the page is: the part of the address after `#`. */
export interface Place {
  /** The parts of the path, decoded: `/doors/ID` is `['doors', 'ID']`. */
  parts: readonly string[];
  /** Filters, period, zoom. */
  query: URLSearchParams;
}

function read(): Place {
  const [path = '', query = ''] = window.location.hash.replace(/^#\/?/, '').split('?');
  const parts = path.split('/').filter(Boolean).map(decoded);
  return { parts, query: new URLSearchParams(query) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Where the page is. */
export const place = signal<Place>(read());

window.addEventListener('hashchange', () => {
  place.value = read();
});

/** The view: the first part of the path; `overview` if there is none. */
export const view = computed(() => place.value.parts[0] ?? 'overview');

/** The address of a place, for links: `linkTo('doors', id)`. */
export function linkTo(...parts: readonly string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

/** Goes to a place, as a link does. */
export function goTo(...parts: readonly string[]): void {
  window.location.hash = linkTo(...parts);
}

/** Changes the query of the place without a step of Back: a filter is typed letter by letter. */
export function changeQuery(changes: { readonly [name: string]: string | undefined }): void {
  const query = new URLSearchParams(place.value.query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  const hash = `${linkTo(...place.value.parts)}${text === '' ? '' : `?${text}`}`;
  window.history.replaceState(null, '', hash);
  place.value = { parts: place.value.parts, query };
}

/** Changes a parameter before the `#`, which holds for all views, without a step of Back. */
export function changeSearch(name: string, value: string): void {
  const address = new URL(window.location.href);
  if (address.searchParams.get(name) === value) return;
  address.searchParams.set(name, value);
  window.history.replaceState(window.history.state, '', address);
}
