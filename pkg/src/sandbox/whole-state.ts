import type { State } from '../generated/sandbox-state';

/** A state as `state()` returns it: nothing is left out but `signIns`, if nobody has signed in. */
export type WholeState = Required<Pick<State, Exclude<keyof State, 'signIns'>>> & Pick<State, 'signIns'>;
