/**
 * The journal of an apply in PostgreSQL.
 *
 * @packageDocumentation
 */
export {};
