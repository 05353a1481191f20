import type { MariaDbSearch } from './mariadb-programs';

/** What a person should know of MySQL and MariaDB instances on this machine. */
export function mariaDbRemark(search: MariaDbSearch): { readonly recorded: boolean; readonly text: string } {
  if (search.kind === 'absent') {
    return {
      recorded: true,
      text: `MySQL and MariaDB are recorded only, no server runs: ${search.because}. Install MariaDB's server to have them run.`,
    };
  }
  const { version, server } = search.programs;
  return {
    recorded: false,
    text: `MySQL and MariaDB run on MariaDB ${version} (${server}), whatever version is asked for.`,
  };
}
