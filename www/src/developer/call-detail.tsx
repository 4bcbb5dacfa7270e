import { signal } from '@preact/signals';
import type { Call } from '../account/calls';
import { CodeBlock } from './code-block';
import { asCommand, asCurl, asJavaScript, asRequest, pretty } from './code/as-code';
import { text } from './text';

type Form = 'javascript' | 'curl' | 'command' | 'request' | 'answer';

const forms: { readonly [form in Form]: (call: Call) => string } = {
  javascript: asJavaScript,
  curl: asCurl,
  command: asCommand,
  request: asRequest,
  answer: ({ answer = '', failed, cut }) => failed ?? (cut ? `${answer}…` : pretty(answer)),
};

const shown = signal<Form>('javascript');

/** One call, in the forms that an integrator needs. */
export function CallDetail({ call }: { call: Call }) {
  const words = text.value;
  return (
    <div class="call-detail">
      <fieldset class="segments" aria-label={words.forms.label}>
        {(Object.keys(forms) as Form[]).map((form) => (
          <button
            key={form}
            type="button"
            aria-pressed={form === shown.value}
            onClick={() => {
              shown.value = form;
            }}
          >
            {words.forms[form]}
          </button>
        ))}
      </fieldset>
      <CodeBlock label={words.forms[shown.value]} code={forms[shown.value](call)} />
      <p class="small">
        {shown.value === 'curl'
          ? words.curlToken
          : call.requestId !== undefined && `${words.requestId} ${call.requestId}`}
      </p>
    </div>
  );
}
