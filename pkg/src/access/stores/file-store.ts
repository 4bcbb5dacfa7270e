/**
 * The journal of an apply in a file, for Node.
 *
 * @packageDocumentation
 */
export {};
