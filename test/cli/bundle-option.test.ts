import { bundleOption } from '../../lib/cli/bundle-option';
import { otherRegion } from '../../lib/cli/compose/other-region';
import { resolveSettings } from '../../lib/settings/resolve';

const production = { kind: 'production' } as const;
const preview = { kind: 'preview', branch: 'login-page' } as const;

describe('which bundles the options of deploy name', () => {
  test('none: they are packed as always', () => {
    expect(bundleOption({}, preview, '/ci')).toBeUndefined();
  });

  test('paths are seen from where the command was typed', () => {
    expect(bundleOption({ bundle: 'out' }, preview, '/ci')).toEqual({ kind: 'file', file: '/ci/out' });
  });

  test('what staging ran, for production', () => {
    expect(bundleOption({ promote: true }, production, '/ci')).toEqual({ kind: 'promoted' });
  });

  test.each([{ kind: 'staging' } as const, preview])('nothing is promoted to %j', (target) => {
    expect(() => bundleOption({ promote: true }, target, '/ci')).toThrow(
      expect.objectContaining({ code: 'option-invalid', exitCode: 2 }),
    );
  });

  test('a promotion finds its bundles itself', () => {
    expect(() => bundleOption({ promote: true, bundle: 'out' }, production, '/ci')).toThrow(
      'Both --bundle and --promote were given',
    );
  });
});

describe('the region in which the other stage is looked for', () => {
  const of = (stage: object, staging: object | 'none' = {}) =>
    otherRegion(
      resolveSettings(
        {
          project: 'shop',
          base: { region: 'eu-central-1', account: '111122223333' },
          production: stage,
          ...(staging !== 'none' && { staging }),
        },
        production,
      ),
    );

  test('is its own when both are in one account', () => {
    expect(of({ region: 'eu-west-1' })).toBe('eu-central-1');
    expect(of({ region: 'eu-west-1', account: undefined })).toBe('eu-central-1');
  });

  test('is none besides in one region, in two accounts, and without another stage', () => {
    expect(of({})).toBeUndefined();
    expect(of({ region: 'eu-west-1', account: '444455556666' })).toBeUndefined();
    expect(of({ region: 'eu-west-1' }, 'none')).toBeUndefined();
  });
});
