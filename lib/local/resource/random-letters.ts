import { randomInt } from 'node:crypto';

const mixed = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits for names and ids that AWS makes up. @default alphabet upper, lower and digits */
export function randomLetters(length: number, alphabet = mixed): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

export const lowerAndDigits = 'abcdefghijklmnopqrstuvwxyz0123456789';

export const upperAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** An id as EC2 makes them: `vpc-` and 17 hexadecimal digits. */
export function hexId(prefix: string): string {
  return `${prefix}-${randomLetters(17, '0123456789abcdef')}`;
}
