import type { BlindSpot } from '../scope';

/** What is not seen, to stand after "Not seen:". */
export const blindSpotNames: { [spot in BlindSpot]: string } = {
  sharedInApp: 'keys that people shared in the app',
  accessGroupsNotRead: 'access groups',
  groupOfKeyUnknown: 'which keys come from which access group',
  sharingRightsNotRead: 'who may share keys',
  personHidden: 'people whom the privacy policy of a door hides',
  metadataNotKept: 'whose keys they are, because the API did not return their metadata',
  zoneUnknown: 'the time zone of some doors',
};

/** `Not seen: …` of those that are not left out; empty if there are none. */
export function notSeen(spots: ReadonlyArray<BlindSpot>): string {
  return spots.length === 0 ? '' : `Not seen: ${spots.map((spot) => blindSpotNames[spot] || spot).join('; ')}.`;
}
