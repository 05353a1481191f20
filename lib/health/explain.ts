import { explainDatabaseAddress } from './database-address';
import { type Explanation, explainDatabaseTls } from './database-tls';
import { explainMissingVariables } from './missing-variables';

/** What is known of the app whose lines are read. */
export interface Explained {
  /** Whether the target has a database. */
  readonly hasDatabase: boolean;
  /** Name of the service. */
  readonly service: string;
}

/** What the last lines of an app mean, and what to do; undefined when they say nothing that is known. */
export function explain(lines: readonly string[], { hasDatabase, service }: Explained): Explanation | undefined {
  return (
    explainDatabaseTls(lines) ?? explainDatabaseAddress(lines, hasDatabase) ?? explainMissingVariables(lines, service)
  );
}
