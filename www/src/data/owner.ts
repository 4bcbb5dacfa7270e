/** Who gave the keys of this page, for plans of the access engine: other owners' keys are left alone. */
export const owner = 'doors-and-keys';
