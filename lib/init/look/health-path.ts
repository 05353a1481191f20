import type { AppSources } from './app-sources';

/** The path that tells whether an application is well. */
export interface HealthPath {
  readonly path: string;
  /**
   * `route`: a route of that path is in the sources · `guess`: one is, on a router that something else may mount under a prefix ·
   * `none`: no route for it was found.
   */
  readonly by: 'route' | 'guess' | 'none';
}

const word = '(?:health(?:[-_]?check)?z?|healthy|livez?|liveness|readyz?|readiness|ping|_health|status|up)';
/** `app.get('/health'`, `@app.get("/health")`, `@Get('health')`, `path('health/'`, `route("health"`, `url: '/health'`. */
const route = new RegExp(
  `(?:\\b(\\w+)\\.(?:get|all|use|route|api_route)\\(|\\b(path|re_path|route)\\(|@(Controller|Get)\\(|\\b(url)\\s*:)\\s*\\[?r?['"\`]\\^?(/?(?:api/)?(?:v\\d/)?${word}/?)\\$?['"\`]`,
  'g',
);
const bare = `(/(?:api/)?(?:v\\d/)?${word}/?)`;
/** `request.url === '/health'`, `'/health' == self.path`, `environ['PATH_INFO'] == '/health'`, `case '/health':`. */
const comparison = new RegExp(
  `(?:\\b(?:url|pathname|path|uri)|PATH_INFO['"]\\])\\s*={2,3}\\s*['"\`]${bare}['"\`]|['"\`]${bare}['"\`]\\s*={2,3}\\s*[\\w.]*\\b(?:url|pathname|path|uri)\\b|\\bcase\\s+['"\`]${bare}['"\`]\\s*:`,
  'g',
);
/** Only a server compares the path of a request; in a browser it is that of a page. */
const serving = /createServer\(|\.serve\(|http\.server|start_response|wsgiref|addEventListener\(\s*['"]fetch/;
/** Rails: `get "up" => "rails/health#show"`. */
const ofRails = new RegExp(`^\\s*get\\s*\\(?\\s*['"](/?${word})['"]`, 'gm');
const file = new RegExp(`^((?:api|v\\d|internal)/)*${word}$`);

/** Where each framework keeps the files that are routes: the path from there is the path of the route. */
const routeFiles: readonly RegExp[] = [
  // Next.js: app/api/health/route.ts, pages/api/health.ts; SvelteKit: src/routes/health/+server.ts.
  /^(?:src\/)?app\/(.+)\/(?:route|page)\.[jt]sx?$/,
  /^(?:src\/)?pages\/(.+?)(?:\/index)?\.(?:[jt]sx?|astro)$/,
  /^src\/routes\/(.+)\/\+(?:server|page)\.(?:[jt]s|svelte)$/,
  // Nuxt: server/routes/health.ts is /health, server/api/health.ts is /api/health; .get marks the method.
  /^server\/routes\/(.+?)(?:\.get)?\.[jt]s$/,
  /^server\/(api\/.+?)(?:\.get)?\.[jt]s$/,
  // fastify-cli: routes/health/index.js is /health.
  /^(?:src\/)?routes\/(.+)\/index\.[jt]s$/,
];

/** Looks for a route for health in the sources; else the front page, which must answer 200 then. */
export function healthPathOf(app: AppSources): HealthPath {
  const byFile = app.paths.flatMap((path) => fileRoute(path) ?? []);
  const found = [...app.sources.entries()].flatMap(([path, text]) => [
    ...routesIn(path, text, app),
    ...comparedIn(path, text),
  ]);
  const sure = [
    ...found.filter(({ by }) => by === 'route'),
    ...byFile.map((path): HealthPath => ({ path, by: 'route' })),
  ];
  // A status can be that of an order.
  return [...sure.filter(isOfHealth), ...sure, ...found.filter(isOfHealth)][0] ?? { path: '/', by: 'none' };
}

function isOfHealth({ path }: HealthPath): boolean {
  return !/\/status\/?$/.test(path);
}

function comparedIn(path: string, text: string): HealthPath[] {
  const isRails = /(?:^|\/)config\/routes\.rb$/.test(path);
  if (!isRails && !serving.test(text)) return [];
  return [...text.matchAll(isRails ? ofRails : comparison)].map((match) => {
    const literal = match.slice(1).find((one) => one !== undefined) ?? '';
    return { path: `/${literal.replace(/^\//, '')}`, by: 'route' };
  });
}

function fileRoute(path: string): string | undefined {
  for (const pattern of routeFiles) {
    const [, within] = pattern.exec(path) ?? [];
    // Folders in brackets group files, and are no part of the path.
    const bare = within?.replace(/\([^)/]*\)\//g, '');
    if (bare !== undefined && file.test(bare)) return `/${bare}`;
  }
  return undefined;
}

function routesIn(path: string, text: string, app: AppSources): HealthPath[] {
  return [...text.matchAll(route)].flatMap(([, owner, call, decorator, , literal = '']) => {
    const prefix =
      decorator === undefined ? '' : globalPrefix(app) + (decorator === 'Get' ? controllerPrefix(text) : '');
    const full = `/${prefix}${literal.replace(/^\//, '')}`.replaceAll('//', '/');
    if (decorator === 'Controller' && !isOfHealth({ path: full, by: 'guess' })) return [];
    if (owner !== undefined && !servers.test(owner)) return routers.test(owner) ? [{ path: full, by: 'guess' }] : [];
    return [{ path: full, by: isMounted(path, call, app) ? 'guess' : 'route' }];
  });
}

const servers = /^(?:app|server|fastify|application|instance|hono)$/i;
/** What else has a `get` asks other servers (`axios.get('/health')`), and is no route. */
const routers = /rout|api|blueprint|^(?:bp|blp|r|v\d|health\w*|web|main|plugin)$/i;

/** The urls of an application within a Django project can stand under a prefix of the project's. */
function isMounted(path: string, call: string | undefined, { paths }: AppSources): boolean {
  if (call !== 'path' && call !== 're_path') return false;
  const folder = path.replace(/[^/]*$/, '');
  return !['wsgi.py', 'asgi.py', 'settings.py'].some((name) => paths.includes(folder + name));
}

/** What a controller of NestJS puts before its routes. */
function controllerPrefix(text: string): string {
  const [, prefix] = /@Controller\(\s*['"`]\/?([^'"`]+?)\/?['"`]/.exec(text) ?? [];
  return prefix === undefined ? '' : `${prefix}/`;
}

/** NestJS puts one before every route where main.ts says so. */
function globalPrefix({ sources }: AppSources): string {
  const text = [...sources.values()].find((one) => one.includes('setGlobalPrefix(')) ?? '';
  const [, prefix] = /setGlobalPrefix\(\s*['"]\/?([^'"]+?)\/?['"]/.exec(text) ?? [];
  return prefix === undefined ? '' : `${prefix}/`;
}
