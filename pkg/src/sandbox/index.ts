/** The embedded Unloc: to try, test and demonstrate without an account and without a network. */
export { createSandbox } from './sandbox';
export type { Sandbox, SandboxClient, SandboxClients, SandboxFetch, SandboxOptions, SandboxResponse } from './sandbox';
export type { Fault, FaultReport, FaultRule } from './faults';
export type {
  KeyRecord, LockHolderListForm, LockRecord, SandboxCode, SandboxConsent, SandboxPerson, SandboxRefreshToken,
  SandboxSettings, SandboxSignIns, SharedKeyRecord, State, VendorAccountRecord, VendorConnectionRecord,
  WebhookRecord, WholeState,
} from './state';
export type {
  AccessGroupRecord, DoorbellRecord, JobRecord, ManagedUserRecord, Module, ProjectRecord, SharingRightRecord, StateOfV2,
  SubprojectRecord,
} from './state-v2';
