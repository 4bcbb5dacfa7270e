// Not `styleText` of Node: versions differ in whether it asks the stream, and it knows no `--color`.
const sequences = {
  bold: ['1', '22'],
  dim: ['2', '22'],
  green: ['32', '39'],
  red: ['31', '39'],
  yellow: ['33', '39'],
} as const;

/** Colours, or none. A colour never says anything that the words do not. */
export class Style {
  readonly #on: boolean;

  constructor(on: boolean) {
    this.#on = on;
  }

  bold(text: string): string {
    return this.#styled('bold', text);
  }

  dim(text: string): string {
    return this.#styled('dim', text);
  }

  good(text: string): string {
    return this.#styled('green', text);
  }

  bad(text: string): string {
    return this.#styled('red', text);
  }

  warning(text: string): string {
    return this.#styled('yellow', text);
  }

  #styled(name: keyof typeof sequences, text: string): string {
    const [begin, end] = sequences[name];
    return this.#on ? `\u001b[${begin}m${text}\u001b[${end}m` : text;
  }
}

/** Whether a stream gets colours: `--color`, else `NO_COLOR`, `FORCE_COLOR`, `TERM=dumb`, else whether it is a terminal. */
export function wantsColor(option: 'auto' | 'always' | 'never' | undefined, isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (option === 'always') return true;
  if (option === 'never') return false;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTerminal && TERM !== 'dumb';
}
