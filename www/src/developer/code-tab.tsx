import { view } from '../app/address';
import { CodeBlock } from './code-block';
import { codeOf } from './code/snippets';
import { text } from './text';

/** The lines that make this view, with the client. */
export function CodeTab() {
  const words = text.value.code;
  return (
    <>
      <p class="small">{words.about}</p>
      <CodeBlock label={words.about} code={codeOf(view.value)} />
    </>
  );
}
