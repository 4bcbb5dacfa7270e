// Events that were received and are not handled yet: a stream in Redis, and a mark for each event that was ever put there.

// Redis runs a script as a whole, so there is no moment at which an event is marked and not kept.
const keepOnce = `
  if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
  redis.call('XADD', KEYS[2], '*', 'event', ARGV[1])
  redis.call('SET', KEYS[1], '1', 'EX', ARGV[2])
  return 1`;

// All workers read under one name: whose work was abandoned is told by time alone.
const [group, consumer] = ['workers', 'worker'];
const week = 7 * 24 * 3_600;

/**
 * @param prefix of all keys. What is in braces keeps them on one node of a cluster.
 * @param retryMs after so long without a confirmation an event is given to another worker: longer than `handle` ever takes.
 */
export async function openInbox(redis, { prefix = '{unloc}:', retryMs = 60_000, waitMs = 1_000 } = {}) {
  const [stream, failed] = [`${prefix}events`, `${prefix}failed`];
  // A connection of its own, because it is blocked while it waits for events.
  const reader = redis.duplicate();
  reader.on('error', () => {}); // `take` rejects, which is enough
  await reader.connect();

  /** An entry whose worker has not confirmed it: it died, or `handle` threw. */
  async function abandoned() {
    const { messages } = await redis.xAutoClaim(stream, group, consumer, retryMs, '0-0', { COUNT: 1 });
    const [found] = messages.filter(Boolean);
    if (found === undefined) return undefined;
    const [pending] = await redis.xPendingRange(stream, group, found.id, found.id, 1);
    return { ...found, attempt: pending?.deliveriesCounter ?? 1 };
  }

  async function fresh() {
    const read = await reader.xReadGroup(group, consumer, { key: stream, id: '>' }, { COUNT: 1, BLOCK: waitMs });
    return read === null ? undefined : { ...read[0].messages[0], attempt: 1 };
  }

  return {
    /** Makes the group of workers, if it is not there. */
    prepare: () =>
      redis.xGroupCreate(stream, group, '0', { MKSTREAM: true }).catch((error) => {
        if (!error.message.startsWith('BUSYGROUP')) throw error;
      }),
    /** Keeps an event; `false` if it was kept before. */
    async keep(event) {
      const keys = [`${prefix}seen:${event.id}`, stream];
      return (await redis.eval(keepOnce, { keys, arguments: [JSON.stringify(event), String(week)] })) === 1;
    },
    /** The next event, `{ id, event, attempt }`; `undefined` if none came within `waitMs`. */
    async take() {
      const entry = (await abandoned()) ?? (await fresh());
      return entry && { id: entry.id, event: JSON.parse(entry.message.event), attempt: entry.attempt };
    },
    /** Confirms that an event is handled. Only then it is gone. */
    done: ({ id }) => redis.multi().xAck(stream, group, id).xDel(stream, id).exec(),
    /** Puts an event aside, for a person to look at. */
    giveUp: ({ id, event }) =>
      redis
        .multi()
        .xAdd(failed, '*', { event: JSON.stringify(event) })
        .xAck(stream, group, id)
        .xDel(stream, id)
        .exec(),
    close: () => reader.destroy(),
  };
}
