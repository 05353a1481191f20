export interface ConnectionUrl {
  readonly scheme: string;
  readonly username: string;
  /** A reference to a generated password, which has nothing that a URL would read otherwise. */
  readonly password: string;
  readonly host: string;
  readonly port: string;
  readonly name: string;
  /** The query, encoded. Empty for none. */
  readonly parameters: string;
}

/** One URL by which drivers find a database. Password, host and port may be tokens of the CDK: they are not encoded. */
export function connectionUrl({ scheme, username, password, host, port, name, parameters }: ConnectionUrl): string {
  const query = parameters === '' ? '' : `?${parameters}`;
  return `${scheme}://${encodeURIComponent(username)}:${password}@${host}:${port}/${encodeURIComponent(name)}${query}`;
}
