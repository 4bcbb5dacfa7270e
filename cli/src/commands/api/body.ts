import { readFile } from 'node:fs/promises';
import { usage } from '../../command/failure';

/** The JSON of a file, or of stdin. */
export async function readBody(file: string): Promise<unknown> {
  const text = (file === '-' ? await readStdin() : await readText(file)).replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw usage(`${file === '-' ? 'stdin' : file} is no JSON: ${(error as Error).message}.`);
  }
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
    throw usage(`The file ${file} of --body cannot be read (${code}).`);
  });
}

async function readStdin(): Promise<string> {
  if (process.stdin.isTTY) throw usage('--body - reads stdin: pipe the JSON in.');
  process.stdin.setEncoding('utf8');
  let text = '';
  for await (const chunk of process.stdin) text += chunk;
  return text;
}
