import type { V2 } from 'unloc-integrator-client';
import { zoneOfDoor } from '../../data/zones';
import { foreignZone, isZone } from '../../format/time';
import { ago } from '../../format/ago';
import { Battery } from '../../parts/battery';
import { words } from '../../words/words';

/** What is known of a door: zone, battery and its age, lock, log, note, place. */
export function DoorFacts({ door, now }: { door: V2.Lock; now: number }) {
  const { access, zone } = words.value;
  const { batteryLevel, batteryLevelLastUpdated } = door.batteryStatus ?? {};
  const there = mapLink(door);
  const facts: readonly (readonly [string, preact.ComponentChildren])[] = [
    [
      access.battery,
      batteryLevel && (
        <>
          <Battery door={door} />
          {batteryLevelLastUpdated && <small>{access.batteryAge(ago(Date.parse(batteryLevelLastUpdated), now))}</small>}
        </>
      ),
    ],
    [
      zone,
      <>
        {zoneOfDoor(door)}
        {!isZone(door.timezone) && <small>{access.noZone}</small>}
        {isZone(door.timezone) && foreignZone(door.timezone) !== undefined && <small>{words.value.notYours}</small>}
      </>,
    ],
    [access.vendor, door.vendor],
    [access.privacy, door.privacyPolicy && (access.privacies[door.privacyPolicy] ?? door.privacyPolicy)],
    [access.note, door.note],
    [
      access.map,
      there && (
        <a href={there} target="_blank" rel="noreferrer">
          {access.showMap}
        </a>
      ),
    ],
  ];
  return (
    <div class="facts">
      {door.imageUrl && <img src={door.imageUrl} alt="" width="96" height="96" loading="lazy" />}
      <dl>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </div>
  );
}

/** A link to a map of the door: by its position, else by its address. */
function mapLink({ location, locationGuess, address }: V2.Lock): string | undefined {
  const place = location ?? locationGuess;
  if (place) return `https://www.openstreetmap.org/?mlat=${place.latitude}&mlon=${place.longitude}&zoom=18`;
  if (!address) return undefined;
  const { street, postalCode, city, countryIso } = address;
  const asked = [street, `${postalCode} ${city}`, countryIso].join(', ');
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(asked)}`;
}
