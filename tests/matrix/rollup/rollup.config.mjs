import { nodeResolve } from '@rollup/plugin-node-resolve';

// Without it Rollup finds no package at all; nothing else is configured.
export default { plugins: [nodeResolve({ browser: true })] };
