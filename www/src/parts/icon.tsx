/** Lines of 24 × 24. */
const drawings = {
  overview: 'M4 11.5 12 5l8 6.5M6 10v9h12v-9M10 19v-5h4v5',
  doors: 'M6 20V4h10v16M3.5 20h17M13 12h.01M16 6h2.5v14',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM3 20c0-4 2.5-6 6-6s6 2 6 6M16 4.5a3.5 3.5 0 0 1 0 6M17 14c2.5.5 4 2.5 4 6',
  keys: 'M8 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 12h9M18 12v3.5M21 12v2.5',
  groups: 'M4 5h7v6H4ZM13 5h7v6h-7ZM4 13h7v6H4ZM13 13h7v6h-7Z',
  parts: 'M4 4h16v16H4ZM4 12h16M12 4v8',
  activity: 'M3 12h4l3-7 4 14 3-7h4',
  review: 'M8 5H5v15h14V5h-3M8 3h8v4H8ZM8.5 13.5l2.5 2.5 4.5-5',
  more: 'M5 12h.1M12 12h.1M19 12h.1',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20',
  refresh: 'M19 12a7 7 0 1 1-2-5l2 2M19 4v5h-5',
  code: 'M8.5 7.5 4 12l4.5 4.5M15.5 7.5 20 12l-4.5 4.5',
} as const;

/** A drawing beside words; it says nothing by itself. */
export function Icon({ name }: { name: string }) {
  const path = drawings[name as keyof typeof drawings];
  if (path === undefined) return null;
  return (
    <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        stroke-width={name === 'more' ? 3 : 1.75}
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
