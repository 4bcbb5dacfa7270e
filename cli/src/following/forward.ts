import { usage } from '../command/failure';

const timeoutMs = 30_000;

/** The address of `--forward-to`. */
export function readForward(text: string | undefined): URL | undefined {
  if (text === undefined) return undefined;
  // `localhost:3000/hook` is read as the scheme `localhost`.
  const url = parsed(text);
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw usage(`--forward-to must be an address such as http://localhost:3000/unloc, but is "${text}".`);
  return url;
}

function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** Posts a body on, once. Resolves to a sentence that says what came of it. */
export async function forward(url: URL, body: string, signal: AbortSignal): Promise<string> {
  const begun = Date.now();
  const ended = new AbortController();
  const end = (): void => ended.abort();
  signal.addEventListener('abort', end, { once: true });
  const timer = setTimeout(end, timeoutMs);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: ended.signal,
    });
    await answer.body?.cancel();
    return `  -> ${answer.status} from ${url.origin}${url.pathname} in ${Date.now() - begun} ms`;
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    const late = signal.aborted ? 'no response before the end' : `no response within ${timeoutMs / 1000} s`;
    const why = ended.signal.aborted ? late : (cause?.code ?? 'no connection');
    return `  -> not accepted by ${url.origin}${url.pathname}: ${why}`;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}
