import { fieldsOf, isFields, textField } from './calls/fields';
import type { GitHubCalls } from './calls/github-calls';

interface Viewer {
  readonly login: string;
  /** The same number in GraphQL and REST. @default some servers give none */
  readonly id?: number;
}

/** Whom the token stands for. Asked of GraphQL: `GET /user` is refused to the tokens of apps and of Actions. */
export class GitHubViewer {
  private asking: Promise<Viewer> | undefined;

  constructor(private readonly calls: GitHubCalls) {}

  async login(): Promise<string> {
    return (await this.ask()).login;
  }

  /** Whether this user of an answer is the one whom the token stands for. */
  async wrote(user: unknown): Promise<boolean> {
    // The account of a comment's author may be deleted.
    if (!isFields(user) || typeof user.login !== 'string') return false;
    const me = await this.ask();
    if (me.id !== undefined && typeof user.id === 'number') return me.id === user.id;
    return bare(me.login) === bare(user.login);
  }

  /** Once, and again only when it failed. */
  private ask(): Promise<Viewer> {
    this.asking ??= this.read().catch((error: unknown) => {
      this.asking = undefined;
      throw error;
    });
    return this.asking;
  }

  private async read(): Promise<Viewer> {
    const what = 'whom the token stands for';
    const { data } = await this.calls.ask('viewer', what, { query: 'query { viewer { login databaseId } }' });
    const viewer = fieldsOf(fieldsOf(data, what).viewer, what);
    const login = textField(viewer, 'login', what);
    return { login, ...(typeof viewer.databaseId === 'number' && { id: viewer.databaseId }) };
  }
}

/** GraphQL and REST do not agree on whether the login of a bot ends so. */
function bare(login: string): string {
  return login.toLowerCase().replace(/\[bot\]$/, '');
}
