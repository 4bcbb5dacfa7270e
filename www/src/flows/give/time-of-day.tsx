const two = (number: number): string => String(number).padStart(2, '0');

/** A time of day to the minute. Midnight at the end of a day is 00:00 in the field. */
export function TimeOfDay({
  label,
  minutes,
  onChange,
}: {
  label: string;
  minutes: number | undefined;
  onChange(minutes: number): void;
}) {
  return (
    <input
      type="time"
      aria-label={label}
      value={minutes === undefined ? '' : `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`}
      onChange={({ currentTarget: { value } }) => {
        const [hour = 0, minute = 0] = value.split(':').map(Number);
        if (value !== '') onChange(hour * 60 + minute);
      }}
    />
  );
}
