import { homedir } from 'node:os';
import { concealed } from '../../output/concealed';

/** A text that may be sent to support: no secret, no token, no number of a person, no whole id, no name of the user. */
export function safe(text: string): string {
  return concealed(text)
    .replaceAll(home(), '~')
    .replace(/\beyJ[\w-]+(?:\.[\w-]+)*/g, '***')
    .replace(/\b([\da-f]{8})(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi, '$1…')
    .replace(/\+\d[\d\s()-]{5,}\d/g, '+…');
}

/** The beginning of an id. */
export function shortId(id: string): string {
  return id.length > 8 ? `${id.slice(0, 4)}…` : id;
}

function home(): string {
  try {
    return homedir() || '~';
  } catch {
    return '~';
  }
}
