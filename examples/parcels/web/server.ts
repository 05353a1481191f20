import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const s3 = new S3Client({});
const sqs = new SQSClient({});
const Bucket = process.env.FILES_BUCKET;

/** Asks the sibling `api`. */
async function priceOf(kilograms: number): Promise<number> {
  const answer = await fetch(`${process.env.API_URL}/price?kilograms=${kilograms}`);
  if (!answer.ok) throw new Error(`api answers ${answer.status}`);
  return ((await answer.json()) as { euros: number }).euros;
}

/** Gives the order to the sibling `jobs`. */
async function order(request: IncomingMessage): Promise<string> {
  const kilograms = Number(new URLSearchParams(await text(request)).get('kilograms'));
  const id = randomUUID();
  const body = { id, kilograms, euros: await priceOf(kilograms) };
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.JOBS_QUEUE_URL, MessageBody: JSON.stringify(body) }));
  console.log(`order ${id} taken`);
  return id;
}

async function labels(): Promise<string[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'labels/' }));
  return Promise.all(
    Contents.map(async ({ Key }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return `${Key}: ${await Body?.transformToString()}`;
    }),
  );
}

function page(rows: readonly string[]): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="robots" content="noindex"><title>Parcels</title>
<style>body{font:1.1rem/1.5 system-ui;max-width:40rem;margin:3rem auto;padding:0 1rem}li{font-family:monospace}</style>
<h1>Parcels</h1>
<form method="post" action="/orders"><label>Kilograms <input name="kilograms" type="number" min="1" max="30" value="2" required></label>
<button>Send</button></form>
<ul>${rows.map((row) => `<li>${row}</li>`).join('')}</ul>
<p><small>${process.env.PREVIEW_STACKS_TARGET} ${process.env.PREVIEW_STACKS_COMMIT?.slice(0, 8)}</small></p></html>`;
}

const server = createServer(async (request, response) => {
  try {
    if (request.url === '/health') return response.end('well\n');
    if (request.method === 'POST' && request.url === '/orders') {
      return response.writeHead(303, { location: '/', 'x-order': await order(request) }).end();
    }
    if (request.url !== '/') return response.writeHead(404).end();
    return response.setHeader('content-type', 'text/html').end(page(await labels()));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return response.writeHead(502).end('A part of this application does not answer.\n');
  }
});

server.listen(Number(process.env.PORT ?? 8080), () => console.log('web listens'));
