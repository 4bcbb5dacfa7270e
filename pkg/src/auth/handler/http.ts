import { refusal } from '../token-request';

/** What the handler reads of a request of any server. */
export interface HandlerRequest {
  readonly method: string;
  readonly url: string;
  /** The body. Rejects with {@link Refused} if it is too long or takes too long. */
  text(): Promise<string>;
}

/** The handler's response, for any server. */
export interface HandlerResponse {
  status: number;
  headers: { [name: string]: string | string[] };
  body: string;
}

/** A request that the handler refuses, with the response to it. */
export class Refused {
  constructor(
    readonly status: number,
    readonly error: string,
    readonly description: string,
  ) {}
}

/** The maximum length of a body, in bytes. */
export const maxBytes = 65_536;
/** How long a body is waited for, in milliseconds. */
export const bodyTimeoutMs = 10_000;

/** The refusal of a body that is too long. */
export function tooLong(): Refused {
  return new Refused(413, 'invalid_request', `The body is larger than ${maxBytes} bytes.`);
}

/** The refusal of a body that takes too long. */
export function tooSlow(): Refused {
  return new Refused(408, 'invalid_request', 'The body took too long to arrive.');
}

/** The fault of a server whose middleware has taken the body. */
export function readBefore(): Error {
  return refusal(
    'createTokenHandler',
    'other code read the body before this handler. Mount the handler before body parsers; in Node, leave the parsed body in request.body.',
  );
}
