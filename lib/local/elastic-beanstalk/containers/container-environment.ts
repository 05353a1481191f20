/** What an app's variables say of 127.0.0.1, which in a container is the container itself. */
export interface Surroundings {
  /** Ports of 127.0.0.1 that the app is given. */
  readonly ports: readonly number[];
  /** Names under `.localhost` that the app is given. */
  readonly names: readonly string[];
}

const own = '127.0.0.1';
/** A URL, or a host and a port behind user and password. */
const address = /(\/\/(?:[^/\s@]*@)?)(127\.0\.0\.1|localhost|[\w.-]+\.localhost)(:(\d{1,5}))/g;
const isHostName = (name: string) => /(HOST|HOSTNAME|ADDRESS|ENDPOINT)$/.test(name);

export function surroundingsOf(env: Readonly<Record<string, string>>): Surroundings {
  const ports = new Set<number>();
  const names = new Set<string>();
  for (const [name, value] of Object.entries(env)) {
    for (const [, , host = '', , port] of value.matchAll(address)) {
      ports.add(Number(port));
      if (host.endsWith('.localhost')) names.add(host);
    }
    // RDS_HOSTNAME beside RDS_PORT.
    if (value === own && isHostName(name)) {
      const port = Number(env[name.replace(/_[A-Z]+$/, '_PORT')]);
      if (port > 0) ports.add(port);
    }
  }
  return { ports: [...ports].filter((port) => port > 0 && port < 65_536), names: [...names] };
}

/**
 * The same variables with the address at which a container finds this machine. Lists of allowed hosts and the like stay.
 *
 * @param instance what the instance brings of its own: a container brings its own PATH and home, unless settings say others
 */
export function forContainer(
  env: Readonly<Record<string, string>>,
  host: string,
  instance: Readonly<Record<string, string>>,
): Record<string, string> {
  const given = Object.entries(env).filter(([name, value]) => instance[name] !== value);
  return Object.fromEntries(
    given.map(([name, value]) => [
      name,
      value === own && isHostName(name)
        ? host
        : value.replaceAll(address, (whole, before: string, named: string, port: string) =>
            named.endsWith('.localhost') ? whole : `${before}${host}${port}`,
          ),
    ]),
  );
}
