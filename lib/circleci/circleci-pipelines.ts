import { PreviewError } from '../errors';
import type { Pipelines, StartedPipeline } from '../ports/pipelines';
import { visible } from '../text/visible';
import { type CircleCiAccess, type CircleCiAnswer, CircleCiCalls, defaultCircleCi } from './circleci-calls';

/** A project on CircleCI, as settings know it. */
export interface CircleCiProject {
  /** `owner/name` on GitHub. */
  readonly repository: string;
  /** `ci.organizationId`. */
  readonly organizationId: string;
  /** `ci.projectId`. */
  readonly projectId: string;
}

const usualFile = '.circleci/config.yml';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Pipelines of CircleCI. They are started by `pipeline/run`, which all GitHub integrations know; the older `pipeline` knows no GitHub App
 * (circleci.com, changelog "New v2 API endpoint for triggering pipelines", read on 2026-11-28).
 */
export class CircleCiPipelines implements Pipelines {
  private readonly calls: CircleCiCalls;

  constructor(
    private readonly project: CircleCiProject,
    private readonly access: CircleCiAccess,
  ) {
    this.calls = new CircleCiCalls(access);
  }

  async start(branch: string): Promise<StartedPipeline> {
    try {
      this.checkAccess();
      const slug = await this.findSlug();
      const definition = await this.findDefinition();
      const of = { config: { branch }, checkout: { branch } };
      const run = { ...(definition !== undefined && { definition_id: definition }), ...of };
      return this.readRun(await this.calls.send(`/project/${slug}/pipeline/run`, run), slug, branch);
    } catch (error) {
      if (!(error instanceof NotStarted)) throw error;
      throw new PreviewError('pipeline-not-started', `the pipeline of branch ${branch} was not started: ${error.why}`, {
        fault: 'world',
        hint: error.hint,
      });
    }
  }

  private checkAccess(): void {
    if (!/^[\x21-\x7e]+$/.test(this.access.token)) {
      throw new NotStarted('CIRCLECI_TOKEN is no token', 'Give CIRCLECI_TOKEN: a token of a person on CircleCI.');
    }
    if (!URL.canParse(this.calls.baseUrl) || !/^https?:$/.test(new URL(this.calls.baseUrl).protocol)) {
      throw new NotStarted('CIRCLECI_HOST is no web address', `Leave CIRCLECI_HOST out, or write ${defaultCircleCi}.`);
    }
  }

  /** Projects of the GitHub App go by their ids, the others by their name, and a name may be that of another project by now. */
  private async findSlug(): Promise<string> {
    const { repository, organizationId, projectId } = this.project;
    const [owner = '', name = ''] = repository.split('/').map(encodeURIComponent);
    for (const slug of [`gh/${owner}/${name}`, `circleci/${organizationId}/${projectId}`]) {
      const answer = await this.calls.read(`/project/${slug}`);
      if (answer.kind === 'answer' && answer.status === 404) continue;
      const { id } = this.fieldsOf(answer, 200);
      if (typeof id === 'string' && id.toLowerCase() === projectId.toLowerCase()) return slug;
    }
    throw new NotStarted(
      `CircleCI knows no project ${projectId} of ${repository}, or the token may not see it`,
      'Check `ci.organizationId` and `ci.projectId` in the settings file, and that the person of CIRCLECI_TOKEN may see the project.',
    );
  }

  /** The one that a push starts; undefined where CircleCI lists none, and takes the only one by itself. */
  private async findDefinition(): Promise<string | undefined> {
    const answer = await this.calls.read(`/projects/${this.project.projectId}/pipeline-definitions`);
    if (answer.kind === 'answer' && answer.status === 404) return undefined;
    const { items } = this.fieldsOf(answer, 200);
    if (!Array.isArray(items)) throw notCredible('its pipelines are no list');
    const all = items.filter(isFields);
    const usual = all.filter(({ config_source: source }) => isFields(source) && source.file_path === usualFile);
    const [one, ...others] = all.length > 1 ? usual : all;
    if (all.length === 0) return undefined;
    if (one === undefined || others.length > 0) {
      const names = all.map(({ name }) => visible(String(name), 40)).join(', ');
      throw new NotStarted(
        `the project has ${all.length} pipelines, and not one alone of ${usualFile}: ${names}`,
        'Start it on the page of the project, or push a commit.',
      );
    }
    if (typeof one.id !== 'string') throw notCredible('a pipeline of it has no id');
    return one.id;
  }

  private readRun(answer: CircleCiAnswer, slug: string, branch: string): StartedPipeline {
    if (answer.kind === 'down' || answer.status >= 500) {
      const why = answer.kind === 'down' ? answer.why : `HTTP ${answer.status}`;
      throw new NotStarted(
        `CircleCI did not answer: ${why}; it may have been started all the same`,
        'Look at the page of the project before you ask again.',
      );
    }
    // The same call answers 200 with words when it starts nothing: a commit that says to skip CI.
    if (answer.status === 200) throw new NotStarted(this.wordsOf(answer), `Push a commit to ${branch}.`);
    const { number } = this.fieldsOf(answer, 201);
    const { baseUrl } = this.calls;
    // CircleCI-Public/mcp-server-circleci, src/tools/runPipeline at 8787136 (2026-07-19): the page of a pipeline.
    const app = baseUrl === defaultCircleCi ? 'https://app.circleci.com' : baseUrl;
    return { ci: 'CircleCI', ...(Number.isSafeInteger(number) && { url: `${app}/pipelines/${slug}/${number}` }) };
  }

  private fieldsOf(answer: CircleCiAnswer, yes: number): Fields {
    if (answer.kind === 'down') throw new NotStarted(`CircleCI did not answer: ${answer.why}`, 'Repeat it later.');
    const { status, data } = answer;
    if (status === yes) {
      if (!isFields(data)) throw notCredible('it is no object');
      return data;
    }
    if (status === 401) {
      throw new NotStarted(
        'CircleCI does not accept the token',
        'Check CIRCLECI_TOKEN: it is that of a person, as CircleCI takes none of a project here.',
      );
    }
    if (status === 403) {
      throw new NotStarted(
        `CircleCI refuses: ${this.wordsOf(answer)}`,
        'Give CIRCLECI_TOKEN of a person who may start pipelines of this project.',
      );
    }
    if (status === 429) throw new NotStarted("CircleCI's rate limit is used up", 'Repeat it later.');
    if (status >= 500) throw new NotStarted(`CircleCI did not answer: HTTP ${status}`, 'Repeat it later.');
    if (status < 400) throw notCredible(`HTTP ${status}`);
    throw new NotStarted(
      `CircleCI rejects it (HTTP ${status}): ${this.wordsOf(answer)}`,
      'Check that the branch is pushed and that CircleCI builds it.',
    );
  }

  /** CircleCI's own words, on one line and without the token. */
  private wordsOf(answer: CircleCiAnswer & { readonly kind: 'answer' }): string {
    const message = isFields(answer.data) ? answer.data.message : undefined;
    if (typeof message !== 'string' || message === '') return 'without a word why';
    return visible(message.replaceAll(this.access.token, '***'));
  }
}

/** Why and what to do; it becomes an error that names the branch. */
class NotStarted {
  constructor(
    readonly why: string,
    readonly hint: string,
  ) {}
}

function notCredible(why: string): NotStarted {
  return new NotStarted(
    `the answer is not CircleCI's: ${why}`,
    'Check CIRCLECI_HOST and whether a proxy answers in its place.',
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
