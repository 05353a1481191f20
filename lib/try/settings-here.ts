import type { SettingsFile, SettingsLayer } from '../settings/settings';

/** A value of the settings that the embedded endpoint cannot keep, and what stands in for it; no secret is among them. */
export interface Replaced {
  /** As errors name it: `base.account`. */
  readonly path: string;
  readonly because: string;
}

export interface SettingsHere {
  readonly file: SettingsFile;
  readonly replaced: readonly Replaced[];
}

/** What the embedded endpoint has. */
export interface Here {
  readonly port: number;
  /** ARN of the stand-in of each secret, by the ARN that the settings write. */
  readonly standIns: ReadonlyMap<string, string>;
}

type Layer = Readonly<Record<string, unknown>>;

const domain = 'localhost';
/** An app that does not answer on this machine within a minute after its start needs a look, not more time. */
const healthTimeoutMinutes = 1;

/** Keys of a layer that name what only an account of AWS has, with what holds here in their place. */
const onlyThere: Readonly<Record<string, string>> = {
  account: 'there is no account here',
  hostedZoneId: 'the zone is made here',
  certificateArn: 'hosts on this machine answer over http',
  network: 'the network here is one of the endpoint, with public subnets',
  ci: 'no CI deploys here',
  control: 'no one acts from a pull request here',
  promoteFrom: 'nothing is promoted here',
  host: 'hosts end in .localhost here',
  previewDomain: 'hosts end in .localhost here',
  scheme: 'hosts on this machine answer over http',
  port: 'the port is the one of the endpoint',
};
/** The same of a service. */
const onlyThereOfService: Readonly<Record<string, string>> = {
  secretKeys: 'there are no keys of KMS here',
};

/** The same of who may look: their passwords are in the account. */
const onlyThereOfAccess: Readonly<Record<string, string>> = {
  password: 'the app asks for no password here',
  users: 'the app asks for no password here',
};

/**
 * The settings of a team as they hold on the embedded endpoint: hosts and the port are its own, what only an account of AWS has is left
 * out, secrets are stand-ins. Production is left out: a try is of a preview. Pure; the given file has been checked.
 */
export function settingsHere(file: SettingsFile, here: Here): SettingsHere {
  const replaced: Replaced[] = [];
  const { github, formerly, remote, production, base, staging, preview, branches, ...rest } = file;
  if (github !== undefined) note('github', 'branches come from the copy of the repository');
  if (remote !== undefined) note('remote', 'branches come from the copy of the repository');
  if (production !== undefined) note('production', 'left out: this is a preview');
  const at = { scheme: 'http', port: here.port } as const;
  return {
    file: {
      ...rest,
      base: { healthTimeoutMinutes, ...layer(base, 'base'), ...at },
      ...(staging && { staging: { ...layer(staging, 'staging'), host: `staging.${domain}` } }),
      preview: { ...layer(preview ?? {}, 'preview'), previewDomain: `preview.${domain}` },
      ...(branches && {
        branches: branches.map((override, index) => ({
          ...override,
          settings: layer(override.settings, `branches[${index}].settings`),
        })),
      }),
    },
    replaced,
  };

  function note(path: string, because: string): void {
    replaced.push({ path, because });
  }

  function layer(written: SettingsLayer, path: string): SettingsLayer {
    const { services, database, access, healthTimeoutMinutes: minutes = 0 } = written;
    const tooLong = `an app on this machine has ${healthTimeoutMinutes} minute`;
    const keys = minutes > healthTimeoutMinutes ? { ...onlyThere, healthTimeoutMinutes: tooLong } : onlyThere;
    const left = without(written as Layer, path, keys);
    return {
      ...left,
      ...(services && {
        services: Object.fromEntries(
          Object.entries(services).map(([name, service]) => [
            name,
            serviceHere(service as Layer, `${path}.services.${name}`),
          ]),
        ),
      }),
      ...(access && { access: without(access as Layer, `${path}.access`, onlyThereOfAccess) }),
      ...(typeof database === 'object' && { database: databaseHere(database as Layer, `${path}.database`) }),
    } as SettingsLayer;
  }

  function serviceHere(written: Layer, path: string): Layer {
    const left = without(written, path, onlyThereOfService);
    const secrets = written.secrets as Readonly<Record<string, string>> | undefined;
    if (secrets === undefined) return left;
    for (const name of Object.keys(secrets)) note(`${path}.secrets.${name}`, 'its value is a random one');
    const standIn = (arn: string) => here.standIns.get(arn) ?? arn;
    return { ...left, secrets: Object.fromEntries(Object.entries(secrets).map(([name, arn]) => [name, standIn(arn)])) };
  }

  function databaseHere(written: Layer, path: string): Layer {
    return without(written, path, { snapshot: 'the database begins empty: there is no snapshot here' });
  }

  function without(written: Layer, path: string, keys: Readonly<Record<string, string>>): Layer {
    for (const [key, because] of Object.entries(keys)) if (written[key] !== undefined) note(`${path}.${key}`, because);
    return Object.fromEntries(Object.entries(written).filter(([key]) => !(key in keys)));
  }
}

/** Every secret that the settings of previews may name, by its ARN as it is written. */
export function secretsIn({ base, staging, preview, branches = [] }: SettingsFile): readonly string[] {
  const layers = [base, staging, preview, ...branches.map(({ settings }) => settings)];
  const services = layers.flatMap((layer) => Object.values(layer?.services ?? {}));
  const arns = services.flatMap((service) => Object.values(service?.secrets ?? {}));
  return [...new Set(arns.filter((arn) => arn !== undefined))];
}
