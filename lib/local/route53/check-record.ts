import { isIPv4, isIPv6 } from 'node:net';
import { AwsError } from '../http/aws-error';
import type { ZoneRecord } from './zones';

/** Throws AwsError with Route 53's wording. */
export function checkRecord(
  zone: { readonly name: string; readonly records: readonly ZoneRecord[] },
  record: ZoneRecord,
): void {
  const { name, type, values } = record;
  if (name !== zone.name && !name.endsWith(`.${zone.name}`)) {
    refuse(`RRSet with DNS name ${name}. is not permitted in zone ${zone.name}.`);
  }
  if (name.length > 253 || name.split('.').some((label) => label.length === 0 || label.length > 63)) {
    refuse(`FATAL problem: DomainLabelTooLong (Domain label is too long) encountered with '${name}.'`);
  }
  if (values.length === 0) {
    refuse(
      `Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found none in Change with [Action=CREATE, Name=${name}., Type=${type}]`,
    );
  }
  if (!record.alias) {
    for (const value of values) {
      checkValue(record, value);
    }
  }
  const others = zone.records.filter((other) => other.name === name && other.type !== type);
  const mixed = type === 'CNAME' ? others[0] : others.find((other) => other.type === 'CNAME');
  if (mixed) {
    refuse(
      `RRSet of type ${type} with DNS name ${name}. is not permitted as it conflicts with other records with the same DNS name in zone ${zone.name}.`,
    );
  }
  if (type === 'CNAME' && name === zone.name) {
    refuse(`RRSet of type CNAME with DNS name ${name}. is not permitted at apex in zone ${zone.name}.`);
  }
}

function checkValue({ type }: ZoneRecord, value: string): void {
  if (type === 'A' && !isIPv4(value)) {
    refuse(
      `Invalid Resource Record: 'FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address) encountered with '${value}''`,
    );
  }
  if (type === 'AAAA' && !isIPv6(value)) {
    refuse(
      `Invalid Resource Record: 'FATAL problem: AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address) encountered with '${value}''`,
    );
  }
  if (type === 'TXT' && !/^"/.test(value)) {
    refuse(
      `Invalid Resource Record: 'FATAL problem: InvalidCharacterString (Value should be enclosed in quotation marks) encountered with '${value}''`,
    );
  }
  if (type === 'CNAME' && (isIPv4(value) || !/^[^\s]+$/.test(value))) {
    refuse(
      `Invalid Resource Record: 'FATAL problem: UnsupportedCharacter (Value contains unsupported characters) encountered with '${value}''`,
    );
  }
}

function refuse(message: string): never {
  throw new AwsError('InvalidChangeBatch', `[${message}]`);
}
