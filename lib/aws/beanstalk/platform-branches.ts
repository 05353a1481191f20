/**
 * Friendly names of platforms and the branches that Beanstalk keeps them in. Beanstalk names a branch
 * `<runtime> running on 64bit Amazon Linux 2023` (ListPlatformBranches).
 */
const os = 'running on 64bit Amazon Linux 2023';

const families: Readonly<Record<string, string>> = {
  nodejs: 'Node.js',
  python: 'Python',
  ruby: 'Ruby',
  php: 'PHP',
  go: 'Go',
  corretto: 'Corretto',
  java: 'Corretto',
  dotnet: '.NET',
  tomcat: 'Tomcat',
};
/** Families of which there is one branch, whose version need not be said. */
const alone: Readonly<Record<string, string>> = { docker: `Docker ${os}`, ecs: `ECS ${os}`, go: `Go 1 ${os}` };

/** The platform branch of a friendly name such as `nodejs-22` or `tomcat-11-corretto-21`; undefined when it says nothing to us. */
export function platformBranch(platform: string): string | undefined {
  const [, family = '', version = '', corretto] = /^([a-z]+)-(\d+(?:\.\d+)?)(?:-corretto-(\d+))?$/.exec(platform) ?? [];
  const runtime = families[family];
  // Tomcat, and only it, stands on a Java of its own choice.
  if ((family === 'tomcat') !== (corretto !== undefined)) return undefined;
  const beside = corretto === undefined ? '' : ` with Corretto ${corretto}`;
  return Object.hasOwn(alone, platform) ? alone[platform] : runtime && `${runtime} ${version}${beside} ${os}`;
}
