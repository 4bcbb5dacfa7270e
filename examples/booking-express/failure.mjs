// What went wrong, as a status and a sentence for the sender, and as a line for the log. Neither has a secret in it.
import { UnlocError } from 'unloc-integrator-client';
import { Refused } from './booking.mjs';
import { NotKnownYet } from './keys.mjs';

/** Of what Express refuses by itself. */
const sentencesOfExpress = {
  400: 'The body is not whole or not JSON, or the path cannot be read.',
  413: 'The body is too long: a booking has less than 10 kB.',
  415: 'The encoding of the body is not known: send UTF-8.',
};

const notKnownYet = {
  status: 503,
  retryAfter: 15,
  message: 'It is not known yet whether there is a key. Send the same request again later: no second key is made.',
};

/** `{ status, message, retryAfter?, log? }`; `retryAfter` in seconds. */
export function failureOf(error) {
  if (error instanceof Refused) return { status: error.status, message: error.message };
  if (error instanceof NotKnownYet) return notKnownYet;
  if (error instanceof UnlocError) return failureOfUnloc(error);
  const sentence = sentencesOfExpress[error?.status];
  if (sentence !== undefined) return { status: error.status, message: sentence };
  return {
    status: 500,
    message: 'The request failed here. The log of the service says why.',
    log: error?.stack ?? String(error),
  };
}

/** Codes of failures that pass by themselves. */
const passing = ['network', 'timeout', 'deadline_exceeded', 'rate_limited', 'server_error'];

function failureOfUnloc({ code, error, message, requestId = 'without an id', retryAfterMs = 5_000 }) {
  const log = `${message} (request ${requestId})`;
  // The key may be there, or be there soon: the same booking finds it, and until that is known no second one is made.
  if (code === 'outcome_unknown' || code === 'job_timeout') return { ...notKnownYet, log };
  if (passing.includes(code) || error === 'temporarily_unavailable') {
    const sentence = 'Unloc does not answer at the moment. Send the same request again later.';
    return { status: 503, message: sentence, retryAfter: Math.ceil(retryAfterMs / 1_000), log };
  }
  const isAccount = ['unauthorized', 'forbidden', 'token_error'].includes(code);
  const what = isAccount ? 'Unloc does not accept the account of this service.' : 'Unloc refused this.';
  return { status: 502, message: `${what} The log of the service says why.`, log };
}
