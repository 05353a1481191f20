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
    ['another word', { 'src/app.ts': "app.get('/healthcare'); app.get('/wealth'); app.get('/upload')" }],
  ])('is never %s', async (_, files) => {
    expect(await healthOf(files)).toEqual({ path: '/', by: 'none' });
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
