/** The bytes of ASN.1's DER, as far as a certificate needs them (ITU-T X.690). */
export const der = {
  sequence: (...parts: readonly Buffer[]) => tagged(0x30, ...parts),
  set: (...parts: readonly Buffer[]) => tagged(0x31, ...parts),
  boolean: (value: boolean) => tagged(0x01, Buffer.from([value ? 0xff : 0x00])),
  /** A whole number that is not negative, as big-endian bytes. */
  integer: (bytes: Buffer) => {
    const first = bytes.findIndex((byte) => byte !== 0);
    const short = first < 0 ? Buffer.from([0]) : bytes.subarray(first);
    return tagged(0x02, (short[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), short]) : short);
  },
  /** @param unused bits at the end that say nothing */
  bits: (bytes: Buffer, unused = 0) => tagged(0x03, Buffer.from([unused]), bytes),
  octets: (...bytes: readonly Buffer[]) => tagged(0x04, ...bytes),
  text: (value: string) => tagged(0x0c, Buffer.from(value)),
  /** `2.5.29.17` */
  oid: (dotted: string) => {
    const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
    return tagged(0x06, Buffer.from([first * 40 + second, ...others.flatMap(base128)]));
  },
  /** `YYYYMMDDhhmmssZ`; years before 2050 have two digits in a certificate (RFC 5280, 4.1.2.5). */
  time: (value: string) =>
    value < '2050' ? tagged(0x17, Buffer.from(value.slice(2))) : tagged(0x18, Buffer.from(value)),
  /** A part that is known by its number. @param whole it holds other parts */
  part: (number: number, whole: boolean, ...parts: readonly Buffer[]) =>
    tagged((whole ? 0xa0 : 0x80) | number, ...parts),
};

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

function base128(number: number): readonly number[] {
  const groups = [number % 128];
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128)) {
    groups.unshift(0x80 | (rest % 128));
  }
  return groups;
}
