import type { Environments } from '../../ports/environments';
import type { PreviewRecord } from '../../ports/record';
import type { ServiceSettings } from '../../settings/settings';

export interface Platforms {
  /** ARN by service. */
  readonly platforms: Readonly<Record<string, string>>;
  /** Name in the settings by service. */
  readonly platformNames: Readonly<Record<string, string>>;
}

const awsPlatform = /^arn:[^:]+:elasticbeanstalk:[^:]+::platform\//;

/** The platform of every service: the one that the stack runs on, unless settings ask for another. A push never swaps it. */
export async function pinPlatforms(
  environments: Environments,
  services: Readonly<Record<string, ServiceSettings>>,
  record: PreviewRecord | undefined,
): Promise<Platforms> {
  const pinned = await Promise.all(
    Object.entries(services).map(async ([service, { platform }]) => {
      const former = record?.platforms[service];
      const formerName = record?.platformNames?.[service] ?? platform;
      // A name stands for a platform of AWS, which has no account: a record that says another one is not believed.
      const kept = former !== undefined && awsPlatform.test(former) && formerName === platform;
      const arn = kept && !platform.startsWith('arn:') ? former : await environments.platformArn(platform);
      return { service, platform, arn };
    }),
  );
  return {
    platforms: Object.fromEntries(pinned.map(({ service, arn }) => [service, arn])),
    platformNames: Object.fromEntries(pinned.map(({ service, platform }) => [service, platform])),
  };
}
