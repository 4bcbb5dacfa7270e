import type { Core } from '../wasm/core-functions';
import type { Head } from './read-response';

/** In what the core redacts besides secrets as they are: a plus in some spelling or an escape, or a word before a number. */
const signs = /[+%&\\\uFF0B]/;
const words = /u[\W_]*s[\W_]*e[\W_]*r|p[\W_]*h[\W_]*o[\W_]*n[\W_]*e|m[\W_]*o[\W_]*b[\W_]*i[\W_]*l[\W_]*e|m[\W_]*s[\W_]*i[\W_]*s[\W_]*d[\W_]*n|s[\W_]*t[\W_]*a[\W_]*r[\W_]*t[\W_]*a[\W_]*f[\W_]*t[\W_]*e[\W_]*r[\W_]*i[\W_]*d/i;
/** Of a secret so many characters are looked for: fewer than the 16 bytes by which the core knows one. */
const telling = 5;

/** Headers without secrets and phone numbers. The core is asked only where there may be one: it takes ten times as long. */
export function withoutSecrets(core: Core, headers: Head['headers'], secrets: string): Head['headers'] {
  if (!mayHoldSecret(headers, secrets)) return headers;
  const redacted = core.redactHeaders(JSON.stringify(headers), secrets);
  return redacted === undefined ? headers : JSON.parse(redacted);
}

function mayHoldSecret(headers: Head['headers'], secrets: string): boolean {
  let text = '';
  for (const name of Object.keys(headers)) text += `${name} ${headers[name]}\n`;
  if (signs.test(text) || words.test(text)) return true;
  if (secrets.indexOf('\n') < 0) return secrets !== '' && text.includes(secrets.slice(0, telling));
  return secrets.split('\n').some((secret) => secret !== '' && text.includes(secret.slice(0, telling)));
}
