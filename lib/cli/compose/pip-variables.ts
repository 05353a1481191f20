import type { Invocation } from '../command';

/** Besides `PIP_…`: where its settings are, and how it gets out. */
const others = [
  ...['HOME', 'XDG_CONFIG_HOME', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'REQUESTS_CA_BUNDLE', 'NETRC'],
  ...['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'],
];
/** They say where or how pip installs, and here that is a venv of the endpoint's own. */
const refused = /^PIP_(?:USER|TARGET|PREFIX|ROOT|PYTHON|REPORT|DRY_RUN|NO_INPUT|REQUIREMENT)$/;

/** What pip, run for an app on the embedded endpoint, reads of a person's environment. */
export function pipVariables(env: Invocation['env']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value !== undefined && (others.includes(name) || (name.startsWith('PIP_') && !refused.test(name)))
        ? [[name, value]]
        : [],
    ),
  );
}
