// Each marked line is a mistake that the types must refuse, and no other line is one.
import {
  createKey,
  createWebhookHandler,
  getLockHolders,
  getLocks,
  init,
  recurrenceToV2,
  UnlocClient,
  useKeyUrl,
} from 'unloc-integrator-client';
import { TokenProvider, unidy, unlocV1 } from 'unloc-integrator-client/auth';
import { Sandbox } from 'unloc-integrator-client/sandbox';

export async function mistakes(token: string): Promise<void> {
  await getLocks(token, { lockholderId: 'x' }); // MISTAKE
  await getLocks(token, { lockHolderId: 1 }); // MISTAKE
  await getLocks(1, { lockHolderId: 'x' }); // MISTAKE
  await createKey(token, {
    lockHolderId: 'x',
    lockId: 'y',
    createKeyRequest: { userID: '+47', start: null, end: null }, // MISTAKE
  });
  init(1); // MISTAKE
  init('https://api.unloc.app', { allowInsecur: true }); // MISTAKE
  useKeyUrl({ keyId: 'x' }); // MISTAKE
  createWebhookHandler({ token, onEvents: () => undefined }); // MISTAKE
  recurrenceToV2({ monday: { startHour: 8, startMinute: 0, endHour: 16, endMinute: 0 } }); // MISTAKE
  const { data } = await getLockHolders(token);
  if (data) {
    data[0].idd; // MISTAKE
    data.locks; // MISTAKE
    data[0].id;
  }
  unidy(); // MISTAKE
  new TokenProvider(unlocV1(), { clientSecret: 'x' }); // MISTAKE
  new TokenProvider('unlocV1', { clientId: 'x' }); // MISTAKE
  await new TokenProvider(unlocV1(), { clientId: 'x' }).getToken({ lockholder: 'x' }); // MISTAKE
}

export async function mistakesOfSandboxes(sandbox: Sandbox): Promise<void> {
  sandbox.client({ maxRetry: 0 }); // MISTAKE
  await sandbox.token({ lockholderId: 'x' }); // MISTAKE
}

export async function mistakesOfV2(unloc: UnlocClient, projectId: string): Promise<void> {
  unloc.locks.list({ projektId: projectId }); // MISTAKE
  unloc.keys.list({}); // MISTAKE
  await unloc.locks.list({ projectId }).toArray(); // MISTAKE
  await unloc.keys.create({ projectId, keys: [{ lockId: 'l', userId: '+47' }] }); // MISTAKE
  const job = await unloc.keys.create({ projectId, keys: [{ lockId: 'l', appUserId: '+4799887766' }] });
  await job.wait({ until: 'usable' }); // MISTAKE
  await job.wait({ until: 'soon', timeoutMs: 1 }); // MISTAKE
  await unloc.keys.revokeAll({ projectId, everything: false }); // MISTAKE
}
