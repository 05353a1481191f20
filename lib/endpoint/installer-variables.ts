type Variables = Readonly<Record<string, string>>;
type Environment = Readonly<Record<string, string | undefined>>;

const proxies = [
  ...['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'],
];
/** Besides `PIP_…`: where its settings are, and how it gets out. */
const ofPip = ['HOME', 'XDG_CONFIG_HOME', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'REQUESTS_CA_BUNDLE', 'NETRC', ...proxies];
/** They say where or how pip installs, and here that is a venv of the endpoint's own. */
const refusedOfPip = /^PIP_(?:USER|TARGET|PREFIX|ROOT|PYTHON|REPORT|DRY_RUN|NO_INPUT|REQUIREMENT)$/;
/** How npm gets out. Its settings and tokens stay away: an instance on AWS has those of the bundle alone. */
const ofNpm = /^(?:NODE_EXTRA_CA_CERTS|npm_config_(?:registry|ca|cafile|proxy|https?[-_]proxy|noproxy|nodedir))$/i;

/** What pip, run for an app on the embedded endpoint, reads of a person's environment. */
export function pipVariables(env: Environment): Variables {
  return chosen(env, (name) => ofPip.includes(name) || (name.startsWith('PIP_') && !refusedOfPip.test(name)));
}

/** What npm, run for an app on the embedded endpoint, reads of a person's environment. */
export function npmVariables(env: Environment): Variables {
  return chosen(env, (name) => proxies.includes(name) || ofNpm.test(name));
}

function chosen(env: Environment, wanted: (name: string) => boolean): Variables {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value !== undefined && wanted(name) ? [[name, value]] : [])),
  );
}
