/** The members of a request of Node's `http`, `http2` (its compatibility API), Express or Connect that are used. */
export interface NodeIncoming {
  readonly method?: string;
  readonly url?: string;
  /** The whole target, where a router has shortened `url` (Express, Connect). */
  readonly originalUrl?: string;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  /** The body, if a body parser has read it (`express.json()`, `express.raw()`, `express.text()`). */
  readonly body?: unknown;
  /** The bytes of a body that was read (Google Cloud Functions). */
  readonly rawBody?: unknown;
  readonly destroyed?: boolean;
  readonly readableDidRead?: boolean;
  readonly readableEnded?: boolean;
  on(event: string, listener: (value: unknown) => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

/** The members of a response of Node's `http`, `http2`, Express or Connect that are used. */
export interface NodeOutgoing {
  readonly destroyed?: boolean;
  shouldKeepAlive?: boolean;
  on(event: string, listener: (value: unknown) => void): unknown;
  writeHead(status: number, headers: { [name: string]: string | string[] }): unknown;
  write(bytes: Uint8Array): boolean;
  end(): unknown;
  end(text: string): unknown;
  destroy(): unknown;
}
