import {
  allowListOf,
  beyondAllowList,
  previewAllowList,
  readAllowList,
  writeAllowList,
} from '../../lib/facts/preview-allow-list';
import { isNewestName } from '../../lib/settings/newest-names';
import { resolveSettings } from '../../lib/settings/resolve';
import type { SettingsFile } from '../../lib/settings/settings';

const secret = (name: string) => `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${name}-AbCdEf`;
const file: SettingsFile = {
  project: 'shop',
  base: { region: 'eu-central-1', services: { web: { secrets: { STRIPE: `${secret('stripe')}:key` } } } },
  production: { services: { web: { secrets: { LIVE: secret('live') } } } },
  preview: { previewDomain: 'preview.acme.dev', access: { password: `${secret('door')}:word` } },
  branches: [
    {
      match: 'data/*',
      because: 'real data',
      settings: { database: { snapshot: { id: 'masked', credentials: secret('masked') } } },
    },
    { match: 'small', because: 'no data', settings: { database: 'none' } },
  ],
};
const of = (branch: string) => allowListOf(resolveSettings(file, { kind: 'preview', branch }).values);

describe('what previews reach', () => {
  test('is what the settings of previews and of every override name, secrets without their keys', () => {
    expect(previewAllowList(file)).toEqual({
      secrets: [secret('door'), secret('masked'), secret('stripe')],
      keys: [],
      snapshots: ['masked'],
      images: [],
    });
  });

  test.each(['anything', 'data/today', 'small'])('covers the preview of %s', (branch) => {
    expect(beyondAllowList(of(branch), readAllowList(writeAllowList(previewAllowList(file))))).toEqual([]);
  });

  test('is exceeded by a preview that names more, and the answer lists each by name', () => {
    const marks = readAllowList(writeAllowList(of('anything')));
    expect(beyondAllowList(of('data/today'), marks)).toEqual([secret('masked'), 'masked']);
  });

  test('holds the ECR repositories of images, whatever their tag or digest, and no other registry', () => {
    const image = (name: string): SettingsFile => ({
      ...file,
      branches: [],
      preview: { ...file.preview, services: { web: { platform: 'docker', image: name } } },
    });
    const repository = '111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/web';
    const reach = previewAllowList(image(`${repository}:main`));
    expect(reach.images).toEqual(['arn:aws:ecr:eu-central-1:111122223333:repository/shop/web']);
    expect(previewAllowList(image('nginx:1.29')).images).toEqual([]);
    const marks = readAllowList(writeAllowList(reach));
    const of = (name: string) => previewAllowList(image(name));
    expect(beyondAllowList(of(`${repository}@sha256:${'0a'.repeat(32)}`), marks)).toEqual([]);
    expect(beyondAllowList(of(`${repository}-2:main`), marks)).toEqual([`${reach.images[0]}-2`]);
  });

  test('is not one snapshot but its names, where settings ask for the newest of an instance', () => {
    const snapshot = { newestOf: 'Shop-Db', credentials: secret('masked') };
    const { values } = resolveSettings(
      { ...file, preview: { ...file.preview, database: { snapshot } } },
      { kind: 'preview', branch: 'x' },
    );
    const names = ['rds:shop-db-????-??-??-??-??', 'shop-db-????-??-??*'];
    expect(allowListOf(values).snapshots).toEqual(names);
    // Once deploy has found it, the names stay what is reached.
    const pinned = { ...values, database: { snapshot: { ...snapshot, id: 'shop-db-2026-11-21' } } };
    expect(allowListOf(pinned as never).snapshots).toEqual(names);
  });

  test.each([
    ['rds:shop-db-2026-11-21-03-10', true],
    ['shop-db-2026-11-21-before-lunch', true],
    ['shop-db-2-2026-11-21', false],
    ['rds:shop-db-2-2026-11-21-03-10', false],
    ['before-the-move', false],
  ])('of the newest of shop-db: %s %s', (name, is) => {
    expect(isNewestName('shop-db', name)).toBe(is);
  });

  test('is written as `none` when there is nothing', () => {
    const nothing = { secrets: [], keys: [], snapshots: [], images: [] };
    expect(writeAllowList(nothing)).toBe('none');
    expect(readAllowList('none')).toEqual([]);
  });

  test('fits into an output of CloudFormation as long as its names fit into a policy', () => {
    const secrets = Array.from({ length: 60 }, (_, index) => secret(`name-${index}`));
    expect(writeAllowList({ secrets, keys: [], snapshots: [], images: [] }).length).toBeLessThan(1024);
    expect(JSON.stringify(secrets).length).toBeGreaterThan(4_000);
  });
});
