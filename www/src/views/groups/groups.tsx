import { place } from '../../app/address';
import { GroupList } from './group-list';
import { GroupPage } from './group-page';

/** The access groups, or one of them. */
export function Groups() {
  const [, id] = place.value.parts;
  return id === undefined ? <GroupList /> : <GroupPage id={id} />;
}
