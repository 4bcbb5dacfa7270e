import { place } from '../app/address';
import { DoorList } from './door-list';
import { DoorPage } from './door-page';

/** The doors, or one door. */
export function Doors() {
  const [, id] = place.value.parts;
  return id === undefined ? <DoorList /> : <DoorPage id={id} />;
}
