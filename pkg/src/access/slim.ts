/**
 * The same as the entry `access`, its `.wasm` a file of its own: await the default export once, before the first call.
 *
 * @packageDocumentation
 */
export * from './index';
export { load as default } from './load';
