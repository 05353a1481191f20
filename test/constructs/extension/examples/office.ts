import { Peer } from 'aws-cdk-lib/aws-ec2';
import { defineExtension } from '../../../../lib/index';

/** The database of staging lets the office in; no other target does. */
export default defineExtension(({ database, target }) => {
  if (target.kind !== 'staging' || database === undefined) return;
  database.connections.allowDefaultPortFrom(Peer.ipv4('203.0.113.0/24'), 'The office, over its VPN');
});
