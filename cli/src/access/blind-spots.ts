import type { BlindSpot } from 'unloc-integrator-client/access';
import type { Output } from '../output/output';

const words: { readonly [spot in BlindSpot]: string } = {
  sharedInApp: 'keys that people shared in the app',
  accessGroupsNotRead: 'access groups',
  groupOfKeyUnknown: 'which keys come from an access group',
  sharingRightsNotRead: 'who may share keys',
  personHidden: 'people at doors whose privacy policy hides them',
  metadataNotKept: 'whose keys they are, because the API did not return their metadata',
  zoneUnknown: 'the time zone of some doors',
};

/** Says, to stderr, what an answer does not know of. */
export function sayBlindSpots(output: Output, spots: readonly BlindSpot[]): void {
  if (spots.length > 0) output.say(`Not seen: ${spots.map((spot) => words[spot] ?? spot).join('; ')}.`);
}
