/** What the handler reads of a request of any server. */
export interface HandlerRequest {
  readonly method: string;
  readonly url: string;
  text(): Promise<string>;
}

/** The handler's response, for any server. */
export interface HandlerResponse {
  status: number;
  headers: { [name: string]: string };
  body: string;
}
