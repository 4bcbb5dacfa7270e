// PLACEHOLDER: who is signed in. Put your own session here. This one is a signed cookie; without SESSION_SECRET nobody is.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** What your sign-in sets, after it has seen who the person is. */
export function sessionCookie(person, secret, lifetimeMs = 8 * 3_600_000) {
  const claim = Buffer.from(JSON.stringify({ person, until: Date.now() + lifetimeMs })).toString('base64url');
  return `session=${claim}.${sign(claim, secret)}; Path=/; HttpOnly; Secure; SameSite=Lax`;
}

/** The person of a request; `undefined` for a cookie that is missing, changed or too old. */
export function personOf(request, secret = process.env.SESSION_SECRET ?? '') {
  const cookie = request.headers.get('cookie') ?? '';
  const [, claim = '', signature = ''] = /(?:^|; )session=([\w-]{1,1000})\.([\w-]{43})(?:;|$)/.exec(cookie) ?? [];
  if (secret.length < 32 || !isSame(signature, sign(claim, secret))) return undefined;
  const { person, until } = JSON.parse(Buffer.from(claim, 'base64url').toString());
  return until > Date.now() ? person : undefined;
}

const sign = (claim, secret) => createHmac('sha256', secret).update(claim).digest('base64url');
const isSame = (one, other) => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
