/** What docker and podman read: where they are, whose they are, and which engine they ask. No credentials of AWS. */
const names =
  /^(PATH|HOME|USER|LOGNAME|TMPDIR|XDG_RUNTIME_DIR|XDG_CONFIG_HOME|XDG_DATA_HOME|DBUS_SESSION_BUS_ADDRESS|SSH_AUTH_SOCK|(DOCKER|CONTAINER|CONTAINERS|BUILDAH|BUILDKIT)_\w+|(https?|no)_proxy)$/i;

/** The variables of a user that the container program of the embedded endpoint gets. */
export function containerVariables(
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => names.test(name)));
}
