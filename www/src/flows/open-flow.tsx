import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { Problem } from '../parts/problem';
import { words } from '../words/words';
import { type Flow, flow } from './flow';

/** Each flow is loaded when it is first opened. */
const loaders: { readonly [name in Flow['name']]: () => Promise<unknown> } = {
  give: () => import('./give/give-dialog').then(({ GiveDialog }) => GiveDialog),
  change: () => import('./change/change-dialog').then(({ ChangeDialog }) => ChangeDialog),
  moveOut: () => import('./move-out/move-out-dialog').then(({ MoveOutDialog }) => MoveOutDialog),
  sharing: () => import('./sharing/sharing-dialog').then(({ SharingDialog }) => SharingDialog),
  editDoor: () => import('./edit-door').then(({ EditDoorDialog }) => EditDoorDialog),
  group: () => import('./group/group-dialog').then(({ GroupDialog }) => GroupDialog),
  members: () => import('./group/members-dialog').then(({ MembersDialog }) => MembersDialog),
  part: () => import('./part/part-dialog').then(({ PartDialog }) => PartDialog),
  takeBack: () => import('./take-back/take-back-dialog').then(({ TakeBackDialog }) => TakeBackDialog),
};

/** Loads a flow that is about to be opened, so that what is typed at once is typed into it. */
export function prepareFlow(name: Flow['name']): void {
  loaders[name]().catch(() => undefined);
}

type Dialog = ComponentType<{ flow: Flow }>;

/** The dialog of the flow that is open. */
export function OpenFlow() {
  const open = flow.value;
  const loaded = useSignal<{ name: Flow['name']; dialog: Dialog } | { name: Flow['name']; error: unknown } | undefined>(
    undefined,
  );
  useEffect(() => {
    if (open === undefined || loaded.value?.name === open.name) return;
    const { name } = open;
    loaders[name]().then(
      (dialog) => {
        loaded.value = { name, dialog: dialog as Dialog };
      },
      (error) => {
        loaded.value = { name, error };
      },
    );
  }, [open, loaded]);
  const ready = loaded.value;
  if (open === undefined || ready?.name !== open.name) return null;
  if ('error' in ready) return <Problem title={words.value.trouble.load} error={ready.error} />;
  const { dialog: Dialog } = ready;
  return <Dialog flow={open} />;
}
