import type { StoreName } from './profiles';

/** Keeps the secrets of profiles. */
export interface SecretStore {
  readonly name: StoreName;
  /** Where they lie, in words, such as `the file ~/.config/unloc/secrets.json`. */
  readonly place: string;
  get(profile: string): Promise<string | undefined>;
  set(profile: string, secret: string): Promise<void>;
  remove(profile: string): Promise<void>;
}
