import type { UnlocClient } from 'unloc-integrator-client';
import type { PageOf } from 'unloc-integrator-client/access';

/** A page of a list as the API sent it. */
export interface Page {
  kind: PageOf;
  bytes: Uint8Array;
}

const kinds: ReadonlyArray<[end: string, kind: PageOf]> = [
  ['/locks', 'locks'],
  ['/keys', 'keys'],
  ['/access-groups', 'accessGroups'],
  ['/sharing-rights', 'sharingRights'],
  ['/managed-users', 'managedUsers'],
  ['/logs/access', 'accessEvents'],
];

/** A client that keeps the pages it was sent, and how far the API's clock is ahead. */
export class KeepingClient {
  /** By request: a torn page is asked for again, and the last one counts. */
  readonly #pages = new Map<string, Page>();
  readonly #client: UnlocClient;
  readonly #keep: (kind: PageOf) => boolean;
  #ahead: number | undefined;

  /** @param keep which pages are kept. */
  constructor(client: UnlocClient, keep: (kind: PageOf) => boolean) {
    this.#client = client;
    this.#keep = keep;
  }

  /** The client, for the engine's reader. */
  get client(): UnlocClient {
    const requestBytes: UnlocClient['requestBytes'] = async (request, options) => {
      const answer = await this.#client.requestBytes(request, options);
      const date = Date.parse(String(answer.headers.date));
      if (this.#ahead === undefined && !Number.isNaN(date)) this.#ahead = date - Date.now();
      const kind = kinds.find(([end]) => request.path.endsWith(end))?.[1];
      if (kind && this.#keep(kind))
        this.#pages.set(`${request.path} ${JSON.stringify(request.query)}`, { kind, bytes: answer.bytes });
      return answer;
    };
    return new Proxy(this.#client, {
      get: (client, name) => (name === 'requestBytes' ? requestBytes : Reflect.get(client, name, client)),
    });
  }

  /** The pages, each once. */
  get pages(): readonly Page[] {
    return [...this.#pages.values()];
  }

  /** Now, by the API's clock where an answer told it. It tells whole seconds. */
  now(): number {
    return Date.now() + (this.#ahead ?? 0);
  }
}

/** The items of pages. */
export function itemsOf<T>(pages: readonly Page[], kind: PageOf): T[] {
  return pages
    .filter((page) => page.kind === kind)
    .flatMap(({ bytes }) => {
      const body = JSON.parse(new TextDecoder().decode(bytes)) as { [name: string]: unknown };
      return Object.values(body).find((value): value is T[] => Array.isArray(value)) ?? [];
    });
}
