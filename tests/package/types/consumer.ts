// What a user of TypeScript writes; it must compile under `strict` from 3.7 on, with and without the DOM's types.
import {
  createKey,
  createWebhookHandler,
  getKeys,
  getLockHolders,
  getLocks,
  init,
  lockHolderScope,
  parseAccessEvent,
  prefetchKeysUrl,
  recurrenceFromV2,
  recurrenceToV2,
  request,
  toNodeHandler,
  UnlocClient,
  UnlocError,
  JobHandle,
  KeyCreation,
  KeysOutcome,
  List,
  Page,
  V2,
  unlocWorkUrl,
  useKeyUrl,
  AccessEvent,
  ApiResult,
  CallOptions,
  Key,
  Lock,
  LockHolder,
  NodeHandler,
  PlatformRequest,
  PlatformResponse,
  Recurrence,
  RecurrenceV2,
  SeenEvents,
} from 'unloc-integrator-client';
import {
  createTokenHandler,
  lockit,
  Token,
  TokenHandler,
  TokenPair,
  TokenProvider,
  TokenStore,
  AuthorizationServer,
  unidy,
  unlocV1,
  unlocV2,
} from 'unloc-integrator-client/auth';
import {
  Answer,
  apply,
  ApplyReport,
  ApplyStore,
  canOpen,
  compare,
  Difference,
  exitCode,
  fetchSnapshot,
  Finding,
  load as loadAccess,
  mayGrant,
  Opening,
  peopleWhoCanOpen,
  plan,
  Plan,
  PlanRefused,
  readGrantsCsv,
  ReadResult,
  review,
  Snapshot,
  whatCanOpen,
  whoCanOpen,
} from 'unloc-integrator-client/access';
import loadSlimAccess, { budget } from 'unloc-integrator-client/access/slim';
import { fileStore } from 'unloc-integrator-client/access/file-store';
import { Database, postgresStore } from 'unloc-integrator-client/access/postgres-store';
import load, { getLocks as getLocksSlim } from 'unloc-integrator-client/slim';
import { createSandbox, Sandbox } from 'unloc-integrator-client/sandbox';

export async function visit(token: string): Promise<Lock[]> {
  const sandbox: Sandbox = await createSandbox({ seed: 'demo', now: () => 0 });
  init(sandbox.url, { fetch: sandbox.fetch });
  init('https://api.unloc.app');
  const unloc: UnlocClient = sandbox.client({ maxRetries: 0, fetch: sandbox.fetch });
  const [{ projectId }] = (await unloc.resources.discover()).projects;
  const doors: V2.Lock[] = await sandbox.client().locks.list({ projectId }).toArray({ limit: 10 });
  const tokenText: string = await sandbox.token({ lockHolderId: doors[0].id });
  report(tokenText, await sandbox.token({ projectId }), await sandbox.token('some-scope'), await sandbox.token());
  report(new UnlocClient({ baseUrl: sandbox.url, fetch: sandbox.fetch, token: sandbox.token }));

  const { data, error } = await getLockHolders(token);
  if (error) throw error;
  if (data === undefined) throw new Error('neither data nor error');
  const lockHolder: LockHolder = data[0];
  const sameLockHolder: LockHolder = data.lockHolders[0];
  const scope: string = lockHolderScope(sameLockHolder);

  const options: CallOptions = { headers: { 'x-request': scope }, fetch: sandbox.fetch };
  const result: ApiResult<unknown> = await request(
    token,
    { method: 'GET', path: '/integrators/v1/lock-holders/' },
    options,
  );
  if (result.error) report(result.error);

  const locks = await getLocks(token, { lockHolderId: lockHolder.id });
  if (locks.error) {
    const code: string = locks.error.code;
    const again: boolean = locks.error.safeToRetry;
    report(code, again, locks.error.errorDescription);
    return [];
  }
  const keys = await getKeys(token, { lockHolderId: lockHolder.id });
  const first: Key | undefined = keys.data && keys.data.keys[0];
  if (first !== undefined) report(first.lockId, first.toUser.id, first.state);
  const key = await createKey(token, {
    lockHolderId: lockHolder.id,
    lockId: 'some-lock',
    createKeyRequest: { userId: '+4712345678', start: null, end: null },
  });
  if (key.data) report(key.data.key.id);
  return locks.data;
}

export async function byNoun(): Promise<void> {
  const unloc = new UnlocClient({
    token: async ({ lockHolderId, rejectedToken }) => `${lockHolderId} ${rejectedToken}`,
    timeoutMs: 5000,
    deadlineMs: 20000,
    maxRetries: 2,
    maxConcurrent: 4,
    retryAfterCeilingMs: 1000,
    hooks: { onRetry: ({ operation, waitMs }) => report(operation, waitMs) },
    logger: { warn: (line) => report(line) },
  });
  const locks: Lock[] = await unloc.v1.locks.list({ lockHolderId: 'some-id' }, { timeoutMs: 100 });
  const key: Key = await unloc.v1.keys.create({
    lockHolderId: 'some-id',
    lockId: locks[0].id,
    createKeyRequest: { userId: '+4712345678', start: null, end: null },
  });
  report(key.state);
}

export async function slim(token: string): Promise<void> {
  await load();
  await load('https://example.com/unloc_integrator_client.wasm');
  const { data } = await getLocksSlim(token, { lockHolderId: 'some-id' });
  if (data) report(data.locks.length);
}

export function links(keyId: string): string[] {
  return [
    useKeyUrl({ keyId, userId: '+4712345678' }),
    useKeyUrl({
      keyId,
      userId: '+4712345678',
      redirect: 'https://example.com/done',
      redirectOnError: 'myapp://failed',
      encode: false,
    }),
    prefetchKeysUrl({ returnUrl: 'myapp://done' }),
    unlocWorkUrl({
      keyId,
      returnUrl: 'myapp://done',
      partnerId: 'partner',
      hmacSecret: 'secret',
      auto: true,
      dangerouslyAllowBrowser: false,
    }),
  ];
}

export async function deliveries(request: PlatformRequest, seen: SeenEvents): Promise<number> {
  const handler = createWebhookHandler({
    token: 'unguessable',
    onEvent: (event: AccessEvent) => report(event.id, event.appUserId),
    seen,
    maxBytes: 10000,
  });
  createWebhookHandler({
    token: 'unguessable',
    onEvent: async () => undefined,
    seen: new Set<string>(),
    onError: (thrown) => report(thrown),
    timeoutMs: 10000,
    storeTimeoutMs: 1000,
  });
  const forNode: NodeHandler = toNodeHandler(handler, { onError: (thrown) => report(thrown) });
  report(
    forNode,
    toNodeHandler(
      createTokenHandler(new TokenProvider(unlocV1(), { clientId: 'x' }), { authorize: () => true, scopes: [] }),
    ),
  );
  const response: PlatformResponse = await handler(request);
  const event: AccessEvent = parseAccessEvent('{}');
  report(event.action, parseAccessEvent({ id: '' }).lockId);
  return response.status;
}

export function windows(key: Key): Recurrence {
  const open: RecurrenceV2 = recurrenceToV2({ mon: { startHour: 8, startMinute: 0, endHour: 16, endMinute: 30 } });
  const perhaps: RecurrenceV2 | null | undefined = recurrenceToV2(key.recurrence);
  report(perhaps);
  return recurrenceFromV2(open);
}

export async function second(unloc: UnlocClient, projectId: string): Promise<V2.Key[]> {
  const locks: List<V2.Lock> = unloc.locks.list({ projectId });
  const [lock]: V2.Lock[] = await locks.toArray({ limit: 1 });
  const recurrence: V2.Recurrence = {
    timeSpans: [{ weekday: 'mon', startHour: 8, startMinute: 0, endHour: 16, endMinute: 30 }],
  };
  const job: KeyCreation = await unloc.keys.create(
    { projectId, keys: [{ lockId: lock.id, appUserId: '+4712345678', start: null, recurrence }], onInvalid: 'skip' },
    { timeoutMs: 100 },
  );
  const { created, failed }: KeysOutcome = await job.wait({
    until: 'usable',
    timeoutMs: 60000,
    onProgress: ({ pending }) => report(pending.length),
  });
  report(created[0].id, created[0].state, failed[0].reason, job.id);
  for await (const key of unloc.keys.list({ subprojectId: 'some-id', excludeStates: ['revoked'], limit: 100 })) {
    if (key.appUser) report(key.appUser.name, key.end === null);
  }
  const page: Page<V2.AccessEvent> = await unloc.accessLog
    .list({ projectId, appUserId: '+4712345678' })
    .page('some-cursor');
  report(page.cursor);
  const { revoked } = await unloc.keys.revoke({ projectId, keyId: created[0].id });
  const refreshed: JobHandle | undefined = await unloc.lockConnections.refresh({
    projectId,
    lockConnectionId: 'some-id',
  });
  if (refreshed && revoked) await refreshed.wait({ timeoutMs: 1000 });
  const subproject: V2.Subproject | undefined = await unloc.subprojects.create({
    projectId,
    name: 'East wing',
    lockIds: [lock.id],
  });
  report(subproject);
  await unloc.keys.revokeAll({ projectId, everything: true });
  return unloc.keys.revokeAll({ projectId, lockId: lock.id, dryRun: true });
}

export function isOurs(thrown: unknown): boolean {
  return thrown instanceof UnlocError && thrown.code === 'timeout';
}

function report(...values: unknown[]): void {
  if (values.length === 0) throw new Error('nothing to report');
}

export async function tokens(store: TokenStore): Promise<string> {
  const sandbox = await createSandbox();
  const v1 = new TokenProvider(unlocV1({ baseUrl: sandbox.url }), {
    clientId: 'a',
    clientSecret: 'b',
    fetch: sandbox.fetch,
    store,
  });
  const client = new UnlocClient({ token: v1 });
  report(await client.v1.lockHolders.list());
  const { access_token: old, lock_holder_id: id }: Token = await v1.getToken('lockHolder.identifier:NO.1.');
  report(old, id, (await v1.getToken({ api: 'v1', lockHolderId: 'x' })).expiresAt);
  const v2 = new TokenProvider(unlocV2(), { clientId: 'a', clientSecret: 'b' });
  const { projects } = await v2.discoverResources();
  report(await v2.for({ projectId: projects[0].projectId }).getToken());

  const persist = async ({ subject, refreshToken }: TokenPair): Promise<void> => report(subject, refreshToken);
  const people = new TokenProvider(unidy({ baseUrl: 'https://tenant.example' }), { clientId: 'a', persist });
  const url: string = await people
    .for({ subject: 'ola' })
    .authorizationUrl({ redirectUri: 'https://app.example', scope: 'openid' });
  await people.finish(url);
  await people.signOut();
  const described: AuthorizationServer = {
    ...lockit(),
    name: 'own',
    baseUrl: 'https://id.example',
    bodyEncoding: 'json',
  };
  const handler: TokenHandler = createTokenHandler(new TokenProvider(described, { clientId: 'a' }), {
    scopes: async () => ['x'],
    authorize: (request) => request.headers.get('x-user') === 'ola',
    onError: (thrown) => report(thrown),
  });
  report(handler);
  return (await v1.getToken()).accessToken;
}

export async function access(unloc: UnlocClient, database: Database): Promise<number> {
  await loadAccess();
  await loadSlimAccess('https://example.com/unloc_access.wasm');
  const snapshot: Snapshot = await fetchSnapshot(
    unloc,
    { projectId: 'p' },
    { parts: ['sharingRights'], zoneOf: () => 'Europe/Oslo', onProgress: ({ pages }) => report(pages) },
  );
  const at = new Date();
  const answer: Answer = canOpen(snapshot, { appUserId: '+4799887766', lockId: 'l', at });
  const who: Opening[] = whoCanOpen(snapshot, { lockId: 'l', at: '2027-03-01T12:00:00Z' });
  report(answer.sentence, who.concat(whatCanOpen(snapshot, { appUserId: '+4799887766', from: at, to: at })));
  report(peopleWhoCanOpen(snapshot, { lockId: 'l', at }), mayGrant(snapshot));
  const found = review(snapshot, { from: at, to: at });
  const findings: Finding[] = found.findings({ kinds: ['noEnd'] });
  const difference: Difference = compare(Snapshot.fromBytes(snapshot.toBytes()), snapshot);
  report(findings, difference.opensMore, found.rows, found.csv({ bom: true }));
  const { wanted }: ReadResult = readGrantsCsv(new Uint8Array(0), { owner: 'rentals', doors: snapshot });
  try {
    const made: Plan = plan(snapshot, wanted, { now: at });
    const store: ApplyStore = made.id === '' ? fileStore('plan.journal') : postgresStore(database);
    const said: ApplyReport = await apply(unloc, made, { store });
    report(made.text(), budget(made));
    return exitCode(said);
  } catch (thrown) {
    if (thrown instanceof PlanRefused) report(thrown.rule, thrown.flag);
    throw thrown;
  }
}
