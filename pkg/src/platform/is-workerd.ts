interface Globals {
  navigator?: { userAgent?: unknown };
  WebSocketPair?: unknown;
}

/**
 * Whether the code runs in workerd (Cloudflare Workers), which drops the timers and the work of a request that has ended.
 * Before the compatibility date 2022-03-21 there is no `navigator`; `WebSocketPair` is nowhere else.
 */
export function isWorkerd(): boolean {
  const { navigator, WebSocketPair } = globalThis as Globals;
  return Boolean(navigator && navigator.userAgent === 'Cloudflare-Workers') || typeof WebSocketPair === 'function';
}
