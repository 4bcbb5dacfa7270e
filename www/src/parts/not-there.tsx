import { linkTo } from '../app/address';

/** A door, a person or another thing that the address names and the project does not have, and the way back to the list. */
export function NotThere({ title, section, list }: { title: string; section: string; list: string }) {
  return (
    <>
      <h1>{title}</h1>
      <p>
        <a href={linkTo(section)}>{list}</a>
      </p>
    </>
  );
}
