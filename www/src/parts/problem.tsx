import { errorWords, requestOf } from '../format/error-words';
import { words } from '../words/words';

/** Something that went wrong, in words, and a way on. */
export function Problem({ title, error, again }: { title: string; error: unknown; again?: () => void }) {
  return (
    <div class="problem" role="alert">
      <h2>{title}</h2>
      <p>{errorWords(error)}</p>
      {requestOf(error) && <p class="small">{words.value.errors.request(requestOf(error) ?? '')}</p>}
      {again && (
        <button type="button" onClick={again}>
          {words.value.trouble.again}
        </button>
      )}
    </div>
  );
}
