import type { V2 } from 'unloc-integrator-client';

/** Whether a key is over: taken back, or its time has passed. There is nothing to take back then. */
export const isOver = ({ state }: Pick<V2.Key, 'state'>): boolean => state === 'revoked' || state === 'expired';

/** Whether a key is there and works, now or later. */
export const isLive = ({ state }: Pick<V2.Key, 'state'>): boolean =>
  state === 'active' || state === 'inactive' || state === 'scheduled';
