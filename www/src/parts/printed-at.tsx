import { connected } from '../account/connection';
import { data } from '../data/project-data';
import { doorTime } from '../format/time';

/** Of what and when a printed page is. */
export function PrintedAt() {
  const now = connected().now();
  const zone = data.value?.doors[0]?.timezone;
  return (
    <p class="print-only">
      {data.value?.project.name} · {doorTime(now, zone, now)} {zone}
    </p>
  );
}
