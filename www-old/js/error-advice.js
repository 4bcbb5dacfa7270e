// What to do about an error, by its code.

const advice = new Map([
  ['invalid_argument', 'Correct what you entered.'],
  ['bad_request', 'Correct what you entered and try again.'],
  ['aborted', 'Try again.'],
  ['timeout', 'Unloc did not answer in time. Try again.'],
  ['deadline_exceeded', 'Unloc did not answer in time. Try again.'],
  ['network', 'See whether you are connected, then try again.'],
  ['outcome_unknown', 'It may have been done all the same: look at the list before you try again.'],
  ['unauthorized', 'The session has expired. Reload the page.'],
  ['token_error', 'The session has expired. Reload the page.'],
  ['forbidden', 'You may not do this for this lock holder. Ask whoever looks after your Unloc account.'],
  ['not_found', 'Somebody may have removed it in the meantime. Refresh the list.'],
  ['conflict', 'Somebody may have changed it in the meantime. Refresh the list.'],
  ['rate_limited', 'There were too many requests. Wait a minute, then try again.'],
  ['server_error', 'The fault is with Unloc, not with you. Try again in a few minutes.'],
]);

/** What a person can do about an error: one sentence. */
export function adviceOn(error) {
  return advice.get(error.code) ?? 'Reload the page and try again; if it comes back, tell whoever runs this page.';
}

/** Whether what was asked for may have been done although there is an error. */
export function mayBeDone(error) {
  return (
    error.code === 'outcome_unknown'
    || error.code === 'invalid_response'
    || (error.code === 'aborted' && !error.safeToRetry)
  );
}
