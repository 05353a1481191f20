import { createHash } from 'node:crypto';

const digits = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Which bytes of the digest make four characters together; the last one makes two by itself. */
const groups = [[0, 6, 12], [1, 7, 13], [2, 8, 14], [3, 9, 15], [4, 10, 5], [11]] as const;

/** The hash that nginx, Apache and `openssl passwd -apr1` make of a password: `$apr1$<salt>$<22 characters>`. */
export function apr1(password: string, salt: string): string {
  const word = Buffer.from(password, 'utf8');
  const mixed = md5(word, salt, word);
  const start: (Buffer | string)[] = [word, '$apr1$', salt];
  for (let left = word.length; left > 0; left -= 16) start.push(mixed.subarray(0, Math.min(16, left)));
  for (let left = word.length; left > 0; left >>= 1) start.push(left & 1 ? Buffer.alloc(1) : word.subarray(0, 1));
  let digest = md5(...start);
  for (let round = 0; round < 1000; round += 1) {
    const odd = round % 2 === 1;
    digest = md5(
      ...[odd ? word : digest, round % 3 === 0 ? '' : salt, round % 7 === 0 ? '' : word],
      odd ? digest : word,
    );
  }
  const text = groups.map((group) => {
    let value = group.reduce<number>((sum, index) => sum * 256 + (digest[index] ?? 0), 0);
    let made = '';
    for (let left = group.length === 1 ? 2 : 4; left > 0; left -= 1) {
      made += digits[value % 64];
      value = Math.floor(value / 64);
    }
    return made;
  });
  return `$apr1$${salt}$${text.join('')}`;
}

function md5(...parts: readonly (Buffer | string)[]): Buffer {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
