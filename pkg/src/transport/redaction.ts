import { coreIfLoaded } from '../wasm/client-module';
import { answer } from '../wasm/core';
import type { Core, OperationDescription } from '../wasm/core-functions';
import type { Head } from './read-response';

let suspicious: RegExp | undefined;

/** Headers without secrets and phone numbers. The core is asked only where it says that there may be some: that is ten times as fast. */
export function withoutSecrets(
  core: Core,
  operation: OperationDescription,
  headers: Head['headers'],
  secrets: string,
): Head['headers'] {
  suspicious = suspicious || new RegExp(operation.suspicious, 'i');
  let text = '';
  for (const name of Object.keys(headers)) text += `${name} ${headers[name]}\n`;
  const holds = (secret: string): boolean => secret !== '' && text.includes(secret.slice(0, operation.secretBeginning));
  if (!suspicious.test(text) && !secrets.split('\n').some(holds)) return headers;
  return answer(core, 'redactHeaders', { headers, secrets });
}

/** Words of the API as an error may show them. Empty without a core: then there was no response. */
export function redactText(text: string, secrets: string[]): string {
  try {
    return answer(coreIfLoaded()!, 'redactText', { text, secrets: secrets.join('\n') });
  } catch {
    return '';
  }
}
