/**
 * The embedded Unloc: to try, test and demonstrate without an account and without a network.
 *
 * @packageDocumentation
 */
export { createSandbox } from './sandbox';
export type {
  Sandbox,
  SandboxClient,
  SandboxClients,
  SandboxDoor,
  SandboxDoorsQuery,
  SandboxFetch,
  SandboxOpener,
  SandboxOptions,
  SandboxResponse,
} from './sandbox';
export type { Fault, FaultReport, FaultRule } from './faults';
export type {
  AccessGroupRecord,
  DoorbellRecord,
  JobRecord,
  KeyRecord,
  LockHolderListForm,
  LockRecord,
  ManagedUserRecord,
  Module,
  ProjectRecord,
  SandboxCode,
  SandboxConsent,
  SandboxPerson,
  SandboxRefreshToken,
  SandboxSettings,
  SandboxSignIns,
  SandboxUnidyUser,
  SharedKeyRecord,
  SharingRightRecord,
  State,
  StateOfV2,
  SubprojectRecord,
  VendorAccountRecord,
  VendorConnectionRecord,
  WebhookRecord,
} from '../generated/sandbox-state';
export type { WholeState } from './whole-state';
