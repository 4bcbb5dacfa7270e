import type { Signal } from '@preact/signals';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { calledBy } from '../../data/people';
import { data, people } from '../../data/project-data';
import { fits, fold } from '../../format/fold';
import type { Phone } from '../../format/phone';
import { Chosen } from '../../parts/chosen';
import { Combobox, type Option } from '../../parts/combobox';
import { words } from '../../words/words';
import type { Draft, Receiver } from './draft';
import { peopleIn } from './pasted-people';

type PhoneOf = (text: string, country: string) => Phone | undefined;

/** The country of the doors, for national numbers. */
export function countryOfDoors(): string {
  const found = data.value?.doors.find(({ address }) => address?.countryIso)?.address?.countryIso;
  return found ?? 'NO';
}

/** Who gets access: people of the project by name or number, new ones by number, many from a pasted list. */
export function WhoField({ draft }: { draft: Signal<Pick<Draft, 'people'>> }) {
  const text = words.value.give;
  const phoneOf = useSignal<PhoneOf | undefined>(undefined);
  const bad = useSignal<readonly { row: number; text: string }[]>([]);
  const unread = useSignal('');
  const country = countryOfDoors();
  useEffect(() => {
    void import('../../format/phone').then((loaded) => {
      phoneOf.value = loaded.phoneOf;
    });
  }, [phoneOf]);
  const chosen = new Set(draft.value.people.map(({ number }) => number));
  const add = (more: readonly Receiver[]): void => {
    const fresh = more.filter(
      ({ number }, index) => !chosen.has(number) && more.findIndex((one) => one.number === number) === index,
    );
    draft.value = { ...draft.value, people: [...draft.value.people, ...fresh] };
    unread.value = '';
  };
  const options = (typed: string): readonly Option[] => {
    const found = [...people.value.values()]
      .filter(
        ({ name, number }) => !chosen.has(number) && fits(fold(`${name ?? ''} ${number} ${nationally(number)}`), typed),
      )
      .slice(0, 8)
      .map((person) => ({ id: person.number, label: calledBy(person), aside: person.name && person.number }));
    const phone = /\d/.test(typed) ? phoneOf.value?.(typed, country) : undefined;
    if (phone === undefined || chosen.has(phone.number) || people.value.has(phone.number)) return found;
    const aside = [phone.country && countryName(phone.country), text.newPerson, !phone.known && text.unknownNumber];
    return [{ id: phone.number, label: phone.written, aside: aside.filter(Boolean).join(' · ') }, ...found];
  };
  const receiver = ({ id }: Option): Receiver => ({
    number: id,
    known: people.value.has(id) || phoneOf.value?.(id, country)?.known !== false,
  });
  return (
    <fieldset class="step">
      <legend>{text.who}</legend>
      <Combobox
        label={text.people}
        placeholder={text.peoplePlaceholder}
        hint={text.peopleHint(countryName(country))}
        options={options}
        onChoose={(option) => add([receiver(option)])}
        onBack={() => {
          draft.value = { ...draft.value, people: draft.value.people.slice(0, -1) };
        }}
        onText={(typed) => {
          unread.value = typed;
          return false;
        }}
        onPaste={(pasted) => {
          if (!/[\n;\t]|,.*,/.test(pasted.trim())) return false;
          void import('../../format/phone').then((loaded) => {
            const read = peopleIn(pasted, country, loaded.phoneOf);
            add(read.people);
            bad.value = read.bad;
          });
          return true;
        }}
      >
        <Chosen
          chosen={draft.value.people.map(({ number, name, known }) => {
            const person = people.value.get(number);
            return {
              id: number,
              label: name ?? calledBy(person ?? { name: undefined, number }),
              aside: [person === undefined && text.newPerson, !known && text.unknownNumber].filter(Boolean).join(' · '),
              bad: !known,
            };
          })}
          onRemove={(id) => {
            draft.value = { ...draft.value, people: draft.value.people.filter(({ number }) => number !== id) };
          }}
        />
      </Combobox>
      {unread.value !== '' && (
        <p class="warning" role="alert">
          {text.notRead(unread.value.trim())}
        </p>
      )}
      {bad.value.length > 0 && (
        <div class="warning" role="alert">
          <p>{text.badRows(bad.value.length)}</p>
          <ul>
            {bad.value.map(({ row, text: said }) => (
              <li key={row}>
                {text.row(row)} <code>{said}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </fieldset>
  );
}

/** A number without its country, as far as a search needs it: `+47 912…` is found by `912…`. */
const nationally = (number: string): string => number.replace(/^\+(?:47|46|45|44|358|49)/, '0');

const countryName = (code: string): string =>
  new Intl.DisplayNames(document.documentElement.lang, { type: 'region' }).of(code) ?? code;
