import { Client, type ClientConfig } from 'pg';
import type { Databases } from '../../../lib/local/rds/databases';

/** A client of an instance, over TLS unless `login` says otherwise: it trusts the endpoint's authority alone. */
export function verifiedClient({ caCertificate }: Pick<Databases, 'caCertificate'>, login: ClientConfig): Client {
  const client = new Client({ ssl: { ca: caCertificate }, ...login });
  client.on('error', () => undefined);
  return client;
}
