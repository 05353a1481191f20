import { isPostgresUrl } from '../endpoint/postgres-url';
import { PreviewError } from '../errors';

/** `--postgres`: the URL of a server. The text is not repeated in the error: it may hold a password. */
export function postgresOption(text: string | undefined): string | undefined {
  if (text === undefined || isPostgresUrl(text)) return text;
  throw new PreviewError('option-invalid', '--postgres is not the URL of a PostgreSQL server', {
    fault: 'user',
    hint: 'Write postgres://user:password@host:port, with signs such as #, / and % percent-encoded in the password.',
  });
}
