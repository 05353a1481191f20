import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { heartbeatKey } from '../../naming/bundle-key';
import type { Heartbeat, Heartbeats } from '../../ports/heartbeats';
import type { AwsClients } from '../clients';
import { send } from '../send';
import { isNoSuchBucket, isNotFound } from './s3-errors';

/** The heartbeat of the cleanup job as a small JSON object. */
export class AwsHeartbeats implements Heartbeats {
  constructor(private readonly clients: AwsClients) {}

  async read(bucket: string): Promise<Heartbeat | undefined> {
    const command = new GetObjectCommand({ Bucket: bucket, Key: heartbeatKey });
    try {
      const text = await send('s3:GetObject', async () => {
        const answer = await this.clients.s3.send(command);
        return (await answer.Body?.transformToString('utf8')) ?? '';
      });
      return readHeartbeat(text);
    } catch (error) {
      if (isNotFound(error) || isNoSuchBucket(error)) return undefined;
      throw error;
    }
  }

  async write(bucket: string, heartbeat: Heartbeat): Promise<void> {
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: heartbeatKey,
      Body: JSON.stringify(heartbeat),
      ContentType: 'application/json',
    });
    await send('s3:PutObject', () => this.clients.s3.send(command));
  }
}

function readHeartbeat(text: string): Heartbeat | undefined {
  try {
    const value = JSON.parse(text) as Heartbeat;
    const readable = value.format === 1 && !Number.isNaN(Date.parse(value.at)) && typeof value.counts === 'object';
    return readable ? value : undefined;
  } catch {
    return undefined;
  }
}
