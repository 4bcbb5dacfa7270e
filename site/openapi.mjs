// The operations of the OpenAPI documents as tables, for the page that offers the documents.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const methods = ['get', 'post', 'put', 'patch', 'delete'];
/** A text as it may stand in a cell of a table, and in a template of Vue. */
const cell = (text) => text.replace(/\s+/g, ' ').replace(/[{}<>|&]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A request as code that may be broken after each slash. */
const request = (method, path) => `<code>${cell(`${method.toUpperCase()} ${path}`).replace(/\//g, '/<wbr>')}</code>`;

/** A chapter of Markdown for each document in `folder`. */
export function operationTables(folder) {
  return ['v1', 'v2'].map((version) => {
    const { paths } = JSON.parse(readFileSync(join(folder, `${version}.json`), 'utf8'));
    const rows = Object.entries(paths).flatMap(([path, operations]) =>
      methods
        .filter((method) => operations[method] !== undefined)
        .map((method) => {
          const { summary = '', 'x-certainty': certainty } = operations[method];
          return `| ${cell(summary)} | ${request(method, path)} | ${certainty} |`;
        }),
    );
    return `\n## Operations of ${version}\n\n| what it does | request | |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  });
}
