import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

interface Order {
  readonly id: string;
  readonly kilograms: number;
  readonly euros: number;
}

const s3 = new S3Client({});

/** Writes the label of a parcel. A message may come twice: the label is then written again, and is the same. */
async function ship({ id, kilograms, euros }: Order): Promise<void> {
  await s3.send(
    new PutObjectCommand({
      Bucket: process.env.FILES_BUCKET,
      Key: `labels/${id}.txt`,
      Body: `${kilograms} kg, ${euros} EUR`,
      ContentType: 'text/plain',
    }),
  );
  console.log(`label ${id} written`);
}

// Beanstalk's daemon posts each message here; 200 takes it off the queue, anything else gives it back.
const server = createServer(async (request, response) => {
  if (request.method !== 'POST' || request.url !== '/orders') return response.writeHead(404).end();
  try {
    await ship(JSON.parse(await text(request)) as Order);
    return response.end();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return response.writeHead(500).end();
  }
});

server.listen(Number(process.env.PORT ?? 8080), () => console.log('jobs waits'));
