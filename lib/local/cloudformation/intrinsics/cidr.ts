import { validationError } from '../validation-error';

/** Fn::Cidr for IPv4: `count` blocks of `bits` host bits each, from the start of `block`. */
export function cidr(block: string, count: number, bits: number): readonly string[] {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(block);
  const size = 2 ** bits;
  if (!match || !(count >= 1 && count <= 256) || !(bits >= 1 && bits <= 32)) {
    throw validationError(`Template error: Fn::Cidr cannot divide ${block} into ${count} blocks of ${bits} bits`);
  }
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if (count * size > 2 ** (32 - prefix)) {
    throw validationError(`Template error: Fn::Cidr: ${count} blocks of ${bits} bits do not fit into ${block}`);
  }
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  return Array.from({ length: count }, (_, index) => {
    const address = first + index * size;
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
    return `${octets.join('.')}/${32 - bits}`;
  });
}
