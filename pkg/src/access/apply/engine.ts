import type { Key } from '../../generated/model-v2';
import { hashOf } from '../plan/canonical';
import { zoneHashes } from '../plan/zone-hashes';
import type { PlanDocument, PlanItem } from '../plan/document';
import { createHeld } from '../snapshot/internals';
import type { Engine } from './run';

const page = (kind: string, items: object[]): Uint8Array => new TextEncoder().encode(JSON.stringify({ [kind]: items }));

/** The engine: it makes the fingerprint of what was listed just now as it made that of the plan. */
export const accessEngine: Engine = {
  print(plan: PlanDocument, { item, ending }: PlanItem, keys: Key[]): string {
    const snapshot = createHeld({ projectId: plan.scope.projectId || plan.scope.lockHolderId });
    try {
      // Of the plan's doors those to which the person has keys: no other one is in the fingerprint.
      const used = new Set(keys.map(({ lockId }) => lockId));
      const doors = plan.doors.filter(({ lockId }) => used.has(lockId));
      snapshot.addPage(
        'locks',
        page(
          'locks',
          doors.map(({ lockId, name }) => ({ id: lockId, name, vendor: '' })),
        ),
      );
      snapshot.addPage('keys', page('keys', keys));
      const lockIds = doors.map(({ lockId }) => lockId);
      return snapshot.ask<{ print: string }>('print', { appUserId: item, lockIds, ending }).print;
    } finally {
      snapshot.drop();
    }
  },
  changedZones(plan: PlanDocument): string[] {
    const names = Object.keys(plan.zones);
    const from = Date.parse(plan.made);
    const hashes = zoneHashes(names, from, Date.parse(plan.zonesUntil), hashOf);
    return names.filter((name) => hashes[name] !== plan.zones[name]);
  },
};
