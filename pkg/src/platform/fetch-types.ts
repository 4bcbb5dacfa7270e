/** What must be there of a request where the platform's types know no `Request`. */
export interface RequestLike {
  readonly method: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** What is there of a response where the platform's types know no `Response`. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** The platform's `Request`, also where the compiler was not told of it. */
export type PlatformRequest = typeof globalThis extends { Request: { prototype: infer It } } ? It : RequestLike;

/** The platform's `Response`, also where the compiler was not told of it. */
export type PlatformResponse = typeof globalThis extends { Response: { prototype: infer It } } ? It : ResponseLike;
