/** Whether the text is the URL of a PostgreSQL server that its clients can read. */
export function isPostgresUrl(text: string): boolean {
  try {
    const { protocol, hostname, username, password, pathname } = new URL(text);
    // The client of PostgreSQL decodes these, and throws at a lone %.
    decodeURIComponent(username + password + pathname);
    return /^postgres(ql)?:$/.test(protocol) && hostname !== '';
  } catch {
    return false;
  }
}
