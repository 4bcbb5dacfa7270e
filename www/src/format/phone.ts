import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A phone number that somebody typed. */
export interface Phone {
  /** E.164. */
  number: string;
  /** As it is written internationally. */
  written: string;
  /** The country, two letters. */
  country: string | undefined;
  /** Whether numbers of this kind are in use, as far as is known. */
  known: boolean;
}

/** A phone number, national ones by a country; none if it can be no number. */
export function phoneOf(text: string, country: string): Phone | undefined {
  const found = parsePhoneNumberFromString(text, country as CountryCode);
  if (found === undefined || !found.isPossible()) return undefined;
  return {
    number: found.number,
    written: found.formatInternational(),
    country: found.country,
    known: found.isValid(),
  };
}
