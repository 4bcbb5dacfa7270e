import { words } from '../words/words';

/** Something that went wrong, in words, and a way on. */
export function Problem({ title, error, again }: { title: string; error: unknown; again?: () => void }) {
  return (
    <div class="problem" role="alert">
      <h2>{title}</h2>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      {again && (
        <button type="button" onClick={again}>
          {words.value.trouble.again}
        </button>
      )}
    </div>
  );
}
