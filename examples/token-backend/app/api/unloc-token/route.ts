// Next: the same handler as a route. Copy this folder's .mjs files beside your `app`.
export { handler as GET, handler as POST } from '../../../handler.mjs';
