import { fileStore } from './file-store';
import { keychainStore, type KeychainPatience } from './keychain';
import type { StoreName } from './profiles';
import type { SecretStore } from './secret-store';

/** The store with this name. It is not tried. */
export async function secretStore(name: StoreName, patience: KeychainPatience): Promise<SecretStore> {
  return name === 'file' ? fileStore() : keychainStore(patience);
}
