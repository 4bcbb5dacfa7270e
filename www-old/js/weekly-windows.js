// The weekly windows of a key in words.

const days = [
  ['mon', 'Mon'],
  ['tue', 'Tue'],
  ['wed', 'Wed'],
  ['thu', 'Thu'],
  ['fri', 'Fri'],
  ['sat', 'Sat'],
  ['sun', 'Sun'],
];

/** Such as "Mon, Wed, Fri 08:00–16:30"; days with the same hours stand together. */
export function windowsInWords(recurrence) {
  const daysByHours = new Map();
  for (const [member, word] of days) {
    const window = recurrence[member];
    if (!window) continue;
    const hours = `${clock(window.startHour, window.startMinute)}–${clock(window.endHour, window.endMinute)}`;
    daysByHours.set(hours, [...(daysByHours.get(hours) ?? []), word]);
  }
  return [...daysByHours].map(([hours, words]) => `${words.join(', ')} ${hours}`).join('; ');
}

function clock(hour, minute) {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
