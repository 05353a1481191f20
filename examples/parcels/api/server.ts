import { createServer } from 'node:http';

/** Euros for a parcel: 3 for the first kilogram, 2 for each further one. */
function price(kilograms: number): number {
  return 3 + 2 * Math.max(0, Math.ceil(kilograms) - 1);
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://api');
  if (url.pathname === '/health') return response.end('well\n');
  const kilograms = Number(url.searchParams.get('kilograms'));
  if (url.pathname !== '/price' || !(kilograms > 0 && kilograms <= 30)) {
    return response.writeHead(404).end();
  }
  console.log(`price of ${kilograms} kg asked`);
  return response.setHeader('content-type', 'application/json').end(JSON.stringify({ euros: price(kilograms) }));
});

server.listen(Number(process.env.PORT ?? 8080), () => console.log('api listens'));
