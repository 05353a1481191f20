/** The platform versions that this endpoint offers: a fixed table in AWS's words. */
export interface Platform {
  /** `Node.js 22 running on 64bit Amazon Linux 2023`: AWS calls it the branch too. */
  readonly branch: string;
  readonly family: 'Node.js' | 'Python' | 'Docker';
  /** Of the language; empty for Docker. */
  readonly languageVersion: string;
  readonly version: string;
  readonly recommended: boolean;
}

const system = 'running on 64bit Amazon Linux 2023';

export const platforms: readonly Platform[] = [
  ...versionsOf('Node.js', '24', ['6.8.0', '6.7.2']),
  ...versionsOf('Node.js', '22', ['6.8.0', '6.7.2']),
  ...versionsOf('Node.js', '20', ['6.8.0']),
  ...versionsOf('Python', '3.13', ['4.9.0', '4.8.2']),
  ...versionsOf('Python', '3.12', ['4.9.0']),
  ...versionsOf('Python', '3.11', ['4.9.0']),
  ...versionsOf('Docker', '', ['4.9.0', '4.8.1']),
];

export function platformArn(platform: Platform, region: string): string {
  return `arn:aws:elasticbeanstalk:${region}::platform/${platform.branch}/${platform.version}`;
}

/** `64bit Amazon Linux 2023 v6.8.0 running Node.js 22` */
export function solutionStackName({ family, languageVersion, version }: Platform): string {
  return `64bit Amazon Linux 2023 v${version} running ${[family, languageVersion].filter(Boolean).join(' ')}`;
}

/**
 * The platform of an ARN, with a version or without one, or of a solution stack's name. A version of a branch we know that is not in the
 * table is taken as it is (stacks pin versions, and AWS brings out new ones).
 */
export function findPlatform(arnOrStackName: string): Platform | undefined {
  const byStack = platforms.find((platform) => solutionStackName(platform) === arnOrStackName);
  const match = /^arn:aws[\w-]*:elasticbeanstalk:[\w-]*::platform\/([^/]+)(?:\/(\d+\.\d+\.\d+))?$/.exec(arnOrStackName);
  if (byStack || !match) {
    return byStack;
  }
  const [, branch, version] = match;
  const known = platforms.filter((platform) => platform.branch === branch);
  const newest = known.find(({ recommended }) => recommended);
  return (
    known.find((platform) => platform.version === version) ?? (newest && version ? { ...newest, version } : newest)
  );
}

function versionsOf(family: Platform['family'], languageVersion: string, versions: readonly string[]): Platform[] {
  const branch = [family, languageVersion, system].filter(Boolean).join(' ');
  return versions.map((version, index) => ({ branch, family, languageVersion, version, recommended: index === 0 }));
}
