/** The members of a request that are used, where the compiler has no type `Request`. */
export interface RequestLike {
  readonly method: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** The members of a response, where the compiler has no type `Response`. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** The platform's `Request`; {@link RequestLike} where the compiler has no such type. */
export type PlatformRequest = typeof globalThis extends { Request: { prototype: infer It } } ? It : RequestLike;

/** The platform's `Response`; {@link ResponseLike} where the compiler has no such type. */
export type PlatformResponse = typeof globalThis extends { Response: { prototype: infer It } } ? It : ResponseLike;
