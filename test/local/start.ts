import { type LocalServer, type LocalServerOptions, startLocalServer } from '../../lib/local/server';

export interface Started extends LocalServer {
  /** Settings of a real SDK client for this endpoint. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: LocalServer['credentials'];
    readonly maxAttempts: number;
  };
  /** Stops it; resolves when nothing of it is left. */
  stop(): Promise<void>;
}

/** An endpoint in a temp folder of its own that `stop` removes, unless a folder is given. */
export async function start(options: LocalServerOptions = {}): Promise<Started> {
  const server = await startLocalServer({
    // A defect of the endpoint shall be seen, whatever the client makes of its answer.
    onDefect: (error, operation) => console.error(operation, error),
    ...options,
  });
  const { endpoint, region, credentials } = server;
  return { ...server, client: { endpoint, region, credentials, maxAttempts: 1 }, stop: () => server.close() };
}
