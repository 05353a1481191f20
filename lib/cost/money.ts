/** Billionths of a US dollar. Prices are decimals of the tenth of a cent and below: whole numbers keep their sums exact. */
export type NanoDollars = bigint;

const dollar = 1_000_000_000n;
const cent = dollar / 100n;

/** What a price is for: an hour of one piece, or a month (730 hours) of one piece or GiB. */
export type Per = 'hour' | 'month';

/**
 * A decimal as AWS's price list writes it (`0.0084000000`). Undefined when the text is none: signs, exponents and words count as none, and so
 * does a number with more than nine decimals that count, which no price of a table here has.
 */
export function nanoDollars(text: string): NanoDollars | undefined {
  const [, whole, fraction = ''] = /^(\d{1,9})(?:\.(\d{1,20}))?$/.exec(text) ?? [];
  if (whole === undefined || /[1-9]/.test(fraction.slice(9))) return undefined;
  return BigInt(whole) * dollar + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
}

/** What so many pieces cost a day. A month is 730 hours, as in AWS's own calculations; half a billionth counts as one. */
export function perDay(price: NanoDollars, per: Per, quantity: number): NanoDollars {
  const all = price * BigInt(quantity) * 24n;
  return per === 'hour' ? all : (all + 365n) / 730n;
}

/** `$0.83`. What is above nothing and below a cent is `<$0.01`. */
export function dollars(amount: NanoDollars): string {
  if (amount > 0n && amount < cent) return '<$0.01';
  const cents = (amount + cent / 2n) / cent;
  return `$${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}

/** The whole number, without zeros at its end: `0.833817644`. */
export function decimal(amount: NanoDollars): string {
  const fraction = String(amount % dollar)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return `${amount / dollar}${fraction && `.${fraction}`}`;
}

/** A number of a settings file, such as `limits.dailyCost`. */
export function ofNumber(value: number): NanoDollars {
  return nanoDollars(value.toFixed(9)) ?? 0n;
}
