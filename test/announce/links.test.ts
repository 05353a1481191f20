import { linksOf } from '../../lib/announce/links';
import { asksAws } from '../../lib/cli/compose/announce';
import { webOf } from '../../lib/cli/compose/github';
import { AnnounceWorld } from './announce-world';

const there = { web: 'https://github.com', isAws: true };
const settings = (region: string, github?: string) => {
  const resolved = new AnnounceWorld().resolved();
  const { github: _, ...others } = resolved;
  return { ...others, values: { ...resolved.values, region }, ...(github !== undefined && { github }) };
};

test('the app is looked at in the console of its partition, which lists all log groups of its main service', () => {
  const fragment =
    '#logsV2:log-groups$3FlogGroupNameFilter$3D$252Faws$252Felasticbeanstalk$252Fshop-login-page-87cc551b--web$252F';
  for (const [region, host] of [
    ['eu-central-1', 'eu-central-1.console.aws.amazon.com'],
    ['cn-north-1', 'cn-north-1.console.amazonaws.cn'],
    ['us-gov-west-1', 'us-gov-west-1.console.amazonaws-us-gov.com'],
  ]) {
    expect(linksOf(settings(region ?? ''), there)).toEqual({
      logs: `https://${host}/cloudwatch/home?region=${region}${fragment}`,
    });
  }
});

test('there is no such link where the console is not known, and none beside an endpoint in the place of AWS', () => {
  expect(linksOf(settings('us-iso-east-1'), there)).toEqual({});
  expect(linksOf(settings('eu-central-1'), { ...there, isAws: false })).toEqual({});
  expect(asksAws({ env: {} })).toBe(true);
  expect(asksAws({ env: { AWS_ENDPOINT_URL: '' } })).toBe(true);
  expect(asksAws({ env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' } })).toBe(false);
  expect(asksAws({ env: { AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://127.0.0.1:4566' } })).toBe(false);
  const credentials = { accessKeyId: 'x', secretAccessKey: 'y' };
  expect(asksAws({ env: {}, endpoint: { url: 'http://127.0.0.1:1', credentials } })).toBe(false);
});

test('commits are on the GitHub that the run speaks to', () => {
  for (const [env, commits] of [
    [{}, 'https://github.com/acme/shop/commit/'],
    [{ GITHUB_SERVER_URL: 'https://git.acme.dev' }, 'https://git.acme.dev/acme/shop/commit/'],
    [{ GITHUB_API_URL: 'https://git.acme.dev/api/v3' }, 'https://git.acme.dev/acme/shop/commit/'],
    [{ GITHUB_API_URL: 'https://api.github.com' }, 'https://github.com/acme/shop/commit/'],
    [{ GITHUB_API_URL: 'https://api.acme.ghe.com/' }, 'https://acme.ghe.com/acme/shop/commit/'],
  ] as const) {
    expect(linksOf(settings('eu-central-1', 'acme/shop'), { web: webOf(env), isAws: false })).toEqual({ commits });
  }
});
