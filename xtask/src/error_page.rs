//! `docs/errors.md`: the table of all error codes.

use unloc_integrator_client::error::Code;

use crate::error_codes::who_acts;

const HEAD: &str = "\
# Errors

Every failure is an `UnlocError`: a sentence in `message`, a `code` of the closed list below, `status`, the API's own `error` and `errorDescription`, `requestId`, and `safeToRetry`: whether repeating the call cannot do anything twice. A write whose response was lost is `outcome_unknown`: read back before you repeat it, or a door may get two keys. An error never contains a token.

The functions of API v1 resolve to `{ error }`; the methods of an `UnlocClient` and of a `TokenProvider` reject with it. A new code is a new major version.

| `code` | meaning | who acts | safe to repeat |
| --- | --- | --- | --- |
";

const FOOT: &str = r#"
"Safe to repeat" is the default of the code. `error.safeToRetry` is the answer for one call: a `server_error` is safe to repeat for `getKeys` but not for `createKey`; `aborted` and `network` are safe to repeat if nothing was sent.

`error.error` and `error.errorDescription` are the API's error code and description, whichever member they were sent in (`errorDescription`, `error_description`, `detail`, `title`). If it sent none, they are `code` and `message`. If the API repeats the token, `[token]` replaces it.

## Who repeats what

| what | when it is repeated | how often, after which wait | file |
| --- | --- | --- | --- |
| an attempt of `GET`, `PUT`, `DELETE` | status 408, 425, 429, 500, 502, 503, 504; a network error; a timeout of the attempt | at most `maxRetries` (3) times. `Retry-After` up to `retryAfterCeilingMs`; otherwise a random time up to 250, 500, 1,000 ms, and so on up to 8 s | `src/retry/mod.rs` |
| an attempt of `POST`, `PATCH` | status 429, or no connection was made; and only if no earlier attempt can have arrived | the same | `src/retry/mod.rs` |
| a request of the call `request` | by its method, as above | the same | `src/retry/mod.rs` |
| any of these | never if the wait would pass the call's deadline, or if the retry token bucket is empty, which all calls of a client share | | `src/retry/mod.rs` |
| a call of an `UnlocClient` that ends with 401 | `token` is a function or provider that returns another token when it is called with `rejectedToken`; and no earlier attempt can have done a write that must not be done twice | once | `pkg/src/client/unloc-client.ts` |
| a token request with the client's own credentials, or a discovery | as a `GET` | as a `GET` | `src/auth/token_request.rs` |
| a token request with a code, or with a refresh token that may be used up | as a `POST`; then the error says that the person may have to sign in again | as a `POST` | `src/auth/token_request.rs` |
| a background refresh of a token, after it failed | when a caller asks for the token | 5 s later at the earliest, while the cached token is usable | `pkg/src/auth/token-cache.ts` |
| a token request of the client's own that another caller began | it has not ended after 10 s: the caller sends its own | once for each caller | `pkg/src/auth/flight.ts` |
| `keys.create` whose response was lost | the keys are listed until `settleMs` (30 s) has passed. If none of the keys, and no fresh key that may be one of them, appears, the request is sent again; otherwise not | once for each call, without the keys that existed before; `wait` then looks for a second key and revokes it | `pkg/src/v2/keys/batch-submission.ts`, `second-keys.ts` |
| `keys.create` with `onInvalid: 'skip'` and a 400 | without the keys that the API names; in halves if it names none | until 20 rejections in a row | `pkg/src/v2/keys/batch-submission.ts` |
| a poll of a job or of keys | not done yet; or the poll failed with a transient code (`transientCodes` in `pkg/src/generated/codes.ts`) | until `timeoutMs`. `Retry-After`, otherwise 400 ms, growing by half each time up to 10 s | `pkg/src/v2/jobs/poll.ts`, `src/polling.rs` |
| a function of the wasm that traps | always | once, in a new instance | `pkg/src/wasm/trap-recovery.ts` |
| loading the wasm, after it failed | the next call | at each call | `pkg/src/wasm/module-loader.ts` |

The queue (`maxConcurrent`, `pkg/src/transport/semaphore.ts`) repeats nothing. A call keeps its slot during its retries and waits; the repeat after a 401 waits for a slot again. A list (`pkg/src/v2/pagination.ts`) repeats no page by itself.
"#;

pub fn page() -> String {
    let mut text = HEAD.to_owned();
    for code in Code::ALL {
        let (word, meaning, who) = (code.as_str(), code.meaning(), who_acts(*code));
        let safe = if code.safe_to_retry() { "yes" } else { "no" };
        line!(text, "| `{word}` | {meaning} | {who} | {safe} |");
    }
    text + FOOT
}
