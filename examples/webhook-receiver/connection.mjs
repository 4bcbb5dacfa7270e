// The connection to Redis.
import { createClient } from 'redis';

/** Connects, or says in a sentence that it cannot. The address is not printed: it may hold a password. */
export async function connect(url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379') {
  let isConnected = false;
  const redis = createClient({
    url,
    // A command fails at once while Redis is away: the sender of an event is told, and does not wait.
    disableOfflineQueue: true,
    socket: { reconnectStrategy: (retries) => (isConnected ? Math.min(100 * 2 ** retries, 2_000) : false) },
  });
  redis.on('error', ({ message }) => isConnected && console.error(`Redis: ${message}`));
  try {
    await redis.connect();
  } catch (error) {
    const reason = error.code ?? error.message;
    throw new Error(`No Redis (${reason}). Start one (docker run --rm -p 6379:6379 redis:7), or set REDIS_URL.`);
  }
  isConnected = true;
  return redis;
}
