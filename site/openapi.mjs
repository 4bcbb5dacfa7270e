// The operations of the OpenAPI documents as tables, for the page that offers the documents.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const methods = ['get', 'post', 'put', 'patch', 'delete'];
const cell = (text) =>
  text
    .replace(/\|/g, '\\|')
    .replace(/\s+/g, ' ')
    .replace(/[{}<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A chapter of Markdown for each document in `folder`. */
export function operationTables(folder) {
  return ['v1', 'v2'].map((version) => {
    const { paths } = JSON.parse(readFileSync(join(folder, `${version}.json`), 'utf8'));
    const rows = Object.entries(paths).flatMap(([path, operations]) =>
      methods
        .filter((method) => operations[method] !== undefined)
        .map((method) => {
          const { summary = '', 'x-certainty': certainty } = operations[method];
          return `| \`${method.toUpperCase()} ${path}\` | ${cell(summary)} | ${certainty} |`;
        }),
    );
    return `\n## Operations of ${version}\n\n| request | what it does | method and path are |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  });
}
