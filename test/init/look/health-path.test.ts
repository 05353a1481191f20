import { appSources } from '../../../lib/init/look/app-sources';
import { healthPathOf } from '../../../lib/init/look/health-path';
import { FakeWorkingFolder } from '../../fakes/fake-working-folder';

async function healthOf(files: Readonly<Record<string, string>>) {
  return healthPathOf(await appSources(new FakeWorkingFolder(files), (path) => path));
}

describe('the health path of an application', () => {
  test.each([
    ['/healthz', 'src/app.ts', "app.get('/healthz', ok)"],
    ['/api/health', 'src/app.js', "app.use('/api/health', healthRouter)"],
    ['/health', 'src/app.ts', "fastify.route({ method: 'GET', url: '/health', handler })"],
    ['/health-check', 'src/app.ts', 'server.get(`/health-check`, ok)'],
    ['/health', 'src/app.controller.ts', "@Controller()\nclass A { @Get('health') health() {} }"],
    ['/status/health', 'src/status.controller.ts', "@Controller('status')\nclass A { @Get('/health') health() {} }"],
    ['/healthz', 'main.py', '@app.get("/healthz")'],
    ['/livez', 'app/main.py', "@app.api_route('/livez', methods=['GET'])"],
    ['/api/health', 'pages/api/health.ts', ''],
    ['/api/health', 'app/(public)/api/health/route.ts', ''],
    ['/health', 'src/routes/health/+server.ts', ''],
    ['/health', 'server/routes/health.get.ts', ''],
    ['/ping', 'routes/ping/index.js', ''],
    ['/health', 'server.js', "createServer((request, response) => { if (request.url === '/health') ok(); })"],
    [
      '/healthz',
      'server.ts',
      'createServer((req, res) => { const { pathname } = u; if ("/healthz" === pathname) ok(); })',
    ],
    ['/ping', 'server.js', "createServer((q, a) => { switch (q.url) { case '/ping': return a.end('pong'); } })"],
    ['/status', 'index.js', "http.createServer((q, a) => q.url == '/status' ? a.end() : no())"],
    [
      '/api/health',
      'index.ts',
      "Bun.serve({ fetch(r) { if (new URL(r.url).pathname === '/api/health') return ok; } })",
    ],
    ['/healthz', 'serve.py', 'from http.server import X\nif self.path == "/healthz":'],
    ['/health', 'application.py', "def application(environ, start_response):\n  if environ['PATH_INFO'] == '/health':"],
    ['/up', 'app/main.py', '@app.get("/up")'],
    ['/status', 'app.py', '@app.route("/status")'],
    ['/up', 'config/routes.rb', 'Rails.application.routes.draw do\n  get "up" => "rails/health#show"\nend'],
  ])('is %s by %s with %s', async (path, file, text) => {
    expect(await healthOf({ [file]: text })).toEqual({ path, by: 'route' });
  });

  test.each([
    ['/health', 'src/routes.js', "router.get('/health', ok)"],
    ['/health', 'shop/views.py', '@bp.route("/health")'],
    ['/health/', 'orders/urls.py', "path('health/', ok)"],
  ])('is a guess where something else may stand before it: %s by %s with %s', async (path, file, text) => {
    expect(await healthOf({ [file]: text })).toEqual({ path, by: 'guess' });
  });

  test.each([
    ['a request to another server', { 'src/client.ts': "axios.get('/health'); map.get('health')" }],
    ['a test', { 'test/app.ts': "app.get('/health')", 'src/app.test.ts': "app.get('/health')" }],
    ['what is installed', { 'node_modules/a/index.js': "app.get('/health')", 'venv/lib/a.py': '@app.get("/health")' }],
    ['a page of a browser', { 'src/nav.tsx': "if (location.pathname === '/status') show()" }],
    [
      'a part of a path',
      { 'server.js': "createServer((q) => q.url === '/health/of/orders' || q.url === '/healthy-food')" },
    ],
    ['another word', { 'src/app.ts': "app.get('/healthcare'); app.get('/wealth'); app.get('/upload')" }],
  ])('is never %s', async (_, files) => {
    expect(await healthOf(files)).toEqual({ path: '/', by: 'none' });
  });

  test('is one of health before one of a status', async () => {
    const text = "app.get('/status', orders); app.get('/healthz', ok)";
    expect(await healthOf({ 'app.js': text })).toEqual({ path: '/healthz', by: 'route' });
    expect(await healthOf({ 'routes.js': "router.get('/status', orders)" })).toEqual({ path: '/', by: 'none' });
  });

  test('is the one of a Django project, and not the one of an application in it', async () => {
    const files = {
      'manage.py': '',
      'config/settings.py': '',
      'config/urls.py': "path('healthz/', ok)",
      'a/urls.py': "path('health/', ok)",
    };
    expect(await healthOf(files)).toEqual({ path: '/healthz/', by: 'route' });
  });
});
