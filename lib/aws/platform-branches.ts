/**
 * Friendly names of platforms and the branches that Beanstalk keeps them in, where the name alone does not say it. Beanstalk
 * names a branch `<runtime> running on 64bit Amazon Linux 2023` (ListPlatformBranches).
 */
const special: Readonly<Record<string, string>> = {
  docker: 'Docker running on 64bit Amazon Linux 2023',
  ecs: 'ECS running on 64bit Amazon Linux 2023',
};

const families: Readonly<Record<string, string>> = {
  nodejs: 'Node.js',
  python: 'Python',
  ruby: 'Ruby',
  php: 'PHP',
  go: 'Go',
  corretto: 'Corretto',
  java: 'Corretto',
};

/** The platform branch of a friendly name such as `nodejs-22`; undefined when it says nothing to us. */
export function platformBranch(platform: string): string | undefined {
  const [, family = '', version = ''] = /^([a-z]+)-(\d+(?:\.\d+)?)$/.exec(platform) ?? [];
  const runtime = families[family];
  return special[platform] ?? (runtime && `${runtime} ${version} running on 64bit Amazon Linux 2023`);
}
