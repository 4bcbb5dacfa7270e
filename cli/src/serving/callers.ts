import type { IncomingMessage } from 'node:http';

/** Why a request is not answered. */
export interface Refusal {
  status: number;
  sentence: string;
}

/**
 * Why a request is not answered; `undefined` if it may be. Every page that is open in the browser can send requests to this
 * machine, and a name server may give this machine's address for a foreign name.
 *
 * @param origin that of this server.
 * @param opens whether it is the address that opens the page, to which a link may lead.
 */
export function refusalOf({ headers }: IncomingMessage, origin: string, opens: boolean): Refusal | undefined {
  const { host, origin: from, 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest } = headers;
  if (`http://${host}` !== origin)
    return { status: 421, sentence: `This server does not have that name. Open ${origin}.` };
  const foreign = { status: 403, sentence: 'Other pages may not use this one.' };
  if (from !== undefined && from !== origin) return foreign;
  if (site === undefined || site === 'same-origin' || site === 'none') return undefined;
  return opens && mode === 'navigate' && dest === 'document' ? undefined : foreign;
}
