import { Refused, type HandlerRequest } from './http';

/** The scope of a request; `undefined` if it names none. A scope that is there without a value is refused. */
export async function requestedScope(request: HandlerRequest): Promise<string | undefined> {
  if (request.method === 'GET') {
    const [, query = ''] = /\?([^#]*)/.exec(request.url) || [];
    return inForm(query);
  }
  const text = await request.text();
  return /^\s*[[{]/.test(text) ? inJson(text) : inForm(text);
}

function inJson(text: string): string | undefined {
  let body: { scope?: unknown };
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refused(400, 'invalid_request', 'The body is not JSON.');
  }
  if (Array.isArray(body)) throw new Refused(400, 'invalid_request', 'The body is not an object.');
  // Not that of a polluted prototype.
  if (!Object.keys(body).includes('scope')) return undefined;
  const { scope } = body;
  const scopes: unknown[] = Array.isArray(scope) ? scope : [scope];
  if (!scopes.every((one) => typeof one === 'string')) throw noScope();
  return filled(scopes.join(' '));
}

function inForm(form: string): string | undefined {
  const scopes = new URLSearchParams(form).getAll('scope');
  if (scopes.length > 1) throw new Refused(400, 'invalid_request', 'The parameter "scope" occurs twice.');
  return scopes.length === 0 ? undefined : filled(scopes[0]!);
}

function filled(scope: string): string {
  if (scope.trim() === '') throw noScope();
  return scope;
}

function noScope(): Refused {
  return new Refused(400, 'invalid_scope', 'The parameter "scope" is empty.');
}
