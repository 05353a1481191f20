import { request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Asks a URL as a browser would: every name under `.localhost` is this machine, which Node's resolver does not know. */
export function visit(url: string, options: { method?: string; body?: Buffer; type?: string } = {}): Promise<Answer> {
  return new Promise((settle, fail) => {
    const asked = request(
      url,
      {
        method: options.method ?? 'GET',
        headers: options.body ? { 'content-type': options.type ?? '', 'content-length': options.body.length } : {},
        lookup: (_host, lookupOptions, callback) => {
          if (lookupOptions.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
          else callback(null, '127.0.0.1', 4);
        },
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text) => {
          body += text;
        });
        response.on('end', () => settle({ status: response.statusCode ?? 0, body }));
      },
    );
    asked.setTimeout(10_000, () => asked.destroy(new Error(`${url} did not answer within 10 s`)));
    asked.on('error', fail);
    asked.end(options.body);
  });
}

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Signs the guest book as its form does, with a picture or with none chosen. */
export function sign(url: string, author: string, message: string, picture = pixel): Promise<Answer> {
  const boundary = 'guestbook-form';
  const field = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const body = Buffer.concat([
    Buffer.from(field('author', author) + field('message', message)),
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="picture"; filename="${picture.length > 0 ? 'pixel.png' : ''}"\r\ncontent-type: image/png\r\n\r\n`,
    ),
    picture,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return visit(`${url}/notes`, { method: 'POST', body, type: `multipart/form-data; boundary=${boundary}` });
}
