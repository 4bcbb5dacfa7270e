/** The access engine of the client. It is loaded here, when it is first needed. */
export async function accessEngine(): Promise<typeof import('unloc-integrator-client/access')> {
  const engine = await import('unloc-integrator-client/access');
  await engine.load();
  return engine;
}
