import { npmVariables, pipVariables } from '../../lib/endpoint/installer-variables';

test('pip gets its own variables, where its settings are and the proxies, and nothing else of the shell', () => {
  const given = {
    ...{ PIP_INDEX_URL: 'http://index', PIP_DEFAULT_TIMEOUT: '60', HOME: '/home/a', https_proxy: 'http://proxy' },
  };
  const others = {
    AWS_SECRET_ACCESS_KEY: 'secret',
    GITHUB_TOKEN: 'token',
    PIPENV_VERBOSITY: '1',
    PIP_EMPTY: undefined,
  };
  expect(pipVariables({ ...given, ...others })).toEqual(given);
});

test('pip installs into the venv, wherever its user has it install', () => {
  expect(pipVariables({ PIP_USER: '1', PIP_TARGET: '/x', PIP_PREFIX: '/x', PIP_DRY_RUN: '1' })).toEqual({});
});

test('npm gets out of the house as its user does, without the tokens of the user', () => {
  const given = {
    ...{ NODE_EXTRA_CA_CERTS: '/ca.pem', npm_config_registry: 'http://registry', HTTPS_PROXY: 'http://proxy' },
    ...{ NPM_CONFIG_CAFILE: '/ca.pem' },
  };
  const others = {
    ...{ HOME: '/home/a', npm_config_userconfig: '/home/a/.npmrc', npm_config__auth: 'token', NPM_TOKEN: 'token' },
    ...{ 'npm_config_//registry/:_authToken': 'token', npm_config_cache: '/home/a/.npm' },
  };
  expect(npmVariables({ ...given, ...others })).toEqual(given);
});
