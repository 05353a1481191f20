import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { der } from './der';

/** A certificate and its key, both PEM. */
export interface Certified {
  readonly certificate: string;
  readonly key: string;
}

/** By the letters that people write them with. */
type Name = Readonly<Partial<Record<'CN' | 'OU' | 'O' | 'L' | 'ST' | 'C', string>>>;

interface Signer extends Certified {
  readonly subject: Name;
}

/**
 * From 2020 to the end of 2099, whatever the time is: apps go by the clock of the machine, and the endpoint's own may be moved. RDS's
 * authorities last 40 or 100 years; its certificates last a year, and RDS renews them.
 */
const validity = ['20200101000000Z', '20991231235959Z'] as const;

const attributes = { CN: '2.5.4.3', OU: '2.5.4.11', O: '2.5.4.10', L: '2.5.4.7', ST: '2.5.4.8', C: '2.5.4.6' } as const;
const ecdsaWithSha256 = der.sequence(der.oid('1.2.840.10045.4.3.2'));

/**
 * Node.js reads certificates and makes none. This writes the two kinds that the endpoint needs (RFC 5280); signatures and keys are Node's.
 * Ready-made libraries are 20 packages (`@peculiar/x509` 2.2), or cryptography of their own without elliptic curves (`node-forge` 1.4); the
 * program `openssl` is not on every machine.
 */
export function makeAuthority(subject: Name): Certified {
  const { key, publicKey, info } = newKey();
  const extensions = [
    extension('2.5.29.19', true, der.sequence(der.boolean(true))),
    // keyCertSign and cRLSign.
    extension('2.5.29.15', true, der.bits(Buffer.from([0b0000_0110]), 1)),
    extension('2.5.29.14', false, der.octets(keyId(publicKey))),
  ];
  return { certificate: signed({ subject, issuer: subject, info, extensions }, key), key };
}

/** For a server that clients reach at one of these host names and addresses; the first is its common name, as RDS has it. */
export function certify(authority: Signer, subject: Name, hosts: readonly string[]): Certified {
  const { key, publicKey, info } = newKey();
  const names = hosts.map((host) =>
    isIPv4(host) ? der.part(7, false, Buffer.from(host.split('.').map(Number))) : der.part(2, false, Buffer.from(host)),
  );
  const extensions = [
    extension('2.5.29.19', true, der.sequence()),
    // digitalSignature.
    extension('2.5.29.15', true, der.bits(Buffer.from([0b1000_0000]), 7)),
    // serverAuth.
    extension('2.5.29.37', false, der.sequence(der.oid('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', false, der.sequence(...names)),
    extension('2.5.29.14', false, der.octets(keyId(publicKey))),
    extension('2.5.29.35', false, der.sequence(der.part(0, false, keyId(publicPoint(authority.key))))),
  ];
  const wanted = { subject: { CN: hosts[0] ?? '', ...subject }, issuer: authority.subject, info, extensions };
  return { certificate: signed(wanted, authority.key), key };
}

function newKey() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { key, publicKey: publicPoint(privateKey), info: publicInfo(publicPoint(privateKey)) };
}

/** An uncompressed point of P-256. */
function publicPoint(key: KeyObject | string): Buffer {
  const { x = '', y = '' } = (typeof key === 'string' ? createPrivateKey(key) : key).export({ format: 'jwk' });
  return Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
}

function publicInfo(point: Buffer): Buffer {
  return der.sequence(der.sequence(der.oid('1.2.840.10045.2.1'), der.oid('1.2.840.10045.3.1.7')), der.bits(point));
}

/** RFC 5280, 4.2.1.2. */
function keyId(point: Buffer): Buffer {
  return createHash('sha1').update(point).digest();
}

function extension(oid: string, critical: boolean, value: Buffer): Buffer {
  return der.sequence(der.oid(oid), ...(critical ? [der.boolean(true)] : []), der.octets(value));
}

function nameOf(name: Name): Buffer {
  const given = Object.entries(name) as [keyof typeof attributes, string][];
  return der.sequence(
    ...given.map(([letter, text]) => der.set(der.sequence(der.oid(attributes[letter]), der.text(text)))),
  );
}

interface Wanted {
  readonly subject: Name;
  readonly issuer: Name;
  /** Of the public key. */
  readonly info: Buffer;
  readonly extensions: readonly Buffer[];
}

function signed({ subject, issuer, info, extensions }: Wanted, key: string): string {
  const body = der.sequence(
    der.part(0, true, der.integer(Buffer.from([2]))),
    der.integer(randomBytes(16)),
    ecdsaWithSha256,
    nameOf(issuer),
    der.sequence(...validity.map(der.time)),
    nameOf(subject),
    info,
    der.part(3, true, der.sequence(...extensions)),
  );
  const whole = der.sequence(body, ecdsaWithSha256, der.bits(sign('sha256', body, key)));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
