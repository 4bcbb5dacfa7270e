// POST /bookings        gives the guest a key, or answers with the one that the booking has
// DELETE /bookings/:id  takes it back
import { createHash, timingSafeEqual } from 'node:crypto';
import express from 'express';
import { useKeyUrl } from 'unloc-integrator-client';
import { findDoor, readBooking, readBookingId, readStay } from './booking.mjs';
import { failureOf } from './failure.mjs';
import { bookingKeys } from './keys.mjs';

/** @param token what a caller must send as `authorization: Bearer …`: who may call this can open doors. */
export function bookingApp(unloc, { projectId, token, ...waits }) {
  const keys = bookingKeys(unloc, { projectId, ...waits });
  const app = express();
  app.disable('x-powered-by');

  app.use((request, response, next) => {
    if (isSame(request.get('authorization') ?? '', `Bearer ${token}`)) return next();
    response.status(401).set('www-authenticate', 'Bearer').json({ error: 'Send the token of this service.' });
  });
  app.use(express.json({ limit: '10kb' }));

  app.post('/bookings', async (request, response) => {
    const booking = readBooking(request.body);
    const door = findDoor(await unloc.locks.list({ projectId }).toArray({ limit: Infinity }), booking.door);
    const { key, isNew } = await keys.give(booking, door, readStay(booking, door));
    const link = useKeyUrl({ keyId: key.id, userId: booking.guest });
    response.status(isNew ? 201 : 200).json({ ...booking, door: door.name, state: key.state, link });
  });

  app.delete('/bookings/:id', async (request, response) => {
    await keys.takeBack(readBookingId(request.params.id));
    response.status(204).end();
  });

  app.use((_request, response) => {
    response.status(404).json({ error: 'There is POST /bookings and DELETE /bookings/:id.' });
  });

  app.use((error, request, response, next) => {
    if (response.headersSent) return next(error);
    const { status, message, retryAfter, log } = failureOf(error);
    if (log) console.error(`${request.method} ${request.path}: ${log}`);
    if (retryAfter) response.set('retry-after', String(retryAfter));
    response.status(status).json({ error: message });
  });
  return app;
}

const hash = (text) => createHash('sha256').update(text).digest();
/** Compares in a time that does not tell how much is right. */
const isSame = (one, other) => timingSafeEqual(hash(one), hash(other));
