/** What did not work, why, and what to do. An error of the client is a sentence and holds no token. */
export function Failure({ what, error, onRetry }) {
  return (
    <div className="failure" role="alert">
      <p>
        <strong>{what}</strong> {error.message}
      </p>
      {error.code === 'outcome_unknown' && <p>Look at the keys before you try again: it may have been done.</p>}
      {onRetry && (
        <button type="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
