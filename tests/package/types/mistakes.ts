// Each marked line is a mistake that the types must refuse, and no other line is one.
import { createKey, getLockHolders, getLocks, init } from 'unloc-integrator-client';

export async function mistakes(token: string): Promise<void> {
  await getLocks(token, { lockholderId: 'x' }); // MISTAKE
  await getLocks(token, { lockHolderId: 1 }); // MISTAKE
  await getLocks(1, { lockHolderId: 'x' }); // MISTAKE
  await createKey(token, { lockHolderId: 'x', lockId: 'y', createKeyRequest: { userID: '+47', start: null, end: null } }); // MISTAKE
  init(1); // MISTAKE
  init('https://api.unloc.app', { allowInsecur: true }); // MISTAKE
  const { data } = await getLockHolders(token);
  if (data) {
    data[0].idd; // MISTAKE
    data.locks; // MISTAKE
    data[0].id;
  }
}
