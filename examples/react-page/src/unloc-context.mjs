import { createContext, useContext } from 'react';

/** The `UnlocClient` of the page. */
export const UnlocContext = createContext(undefined);

export const useUnloc = () => useContext(UnlocContext);
