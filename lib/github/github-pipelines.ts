import { PreviewError, survivable } from '../errors';
import { workflowFiles } from '../naming/workflow-file';
import type { Pipelines, StartedPipeline } from '../ports/pipelines';
import { isFields } from './calls/fields';
import type { Answer, GitHubCalls } from './calls/github-calls';

const file = workflowFiles.previews;

/** Workflows of GitHub Actions. */
export class GitHubPipelines implements Pipelines {
  constructor(private readonly calls: GitHubCalls) {}

  /** Asked for once: when the answer is lost, GitHub may have started it, and a second one would deploy the same commit again. */
  async start(branch: string): Promise<StartedPipeline> {
    let answer: Answer;
    try {
      answer = await this.ask(branch, true).catch((error: unknown) => {
        if (!knowsNoDetails(error)) throw error;
        return this.ask(branch, false);
      });
    } catch (error) {
      const { message, hint = '', code } = survivable(error);
      throw new PreviewError('pipeline-not-started', `the pipeline of branch ${branch} was not started: ${message}`, {
        fault: 'world',
        hint: hintOf(code, message, branch) ?? hint,
        cause: error,
      });
    }
    const url = isFields(answer.data) ? answer.data.html_url : undefined;
    return { ci: 'GitHub Actions', ...(isWebAddress(url) && { url }) };
  }

  private ask(branch: string, details: boolean): Promise<Answer> {
    return this.calls.ask('startWorkflow', `the start of ${file} on ${branch}`, {
      workflow_id: file.split('/').at(-1) ?? file,
      // Whole, as `github.ref` of a job has it: a tag may have the name of the branch.
      ref: `refs/heads/${branch}`,
      ...(details && { return_run_details: true }),
    });
  }
}

/** Servers of GitHub Enterprise before 2026 take no such field; what they reject was not done. */
function knowsNoDetails(error: unknown): boolean {
  return error instanceof PreviewError && error.code === 'github-rejected' && /return_run_details/.test(error.message);
}

/** What to do about it, where GitHub's own words do not say it. */
function hintOf(code: string, message: string, branch: string): string | undefined {
  if (code === 'github-not-found') {
    return `Put ${file} on the default branch, which is where GitHub looks for it, and give GITHUB_TOKEN \`actions: write\`.`;
  }
  if (code !== 'github-rejected') return undefined;
  if (/workflow_dispatch/.test(message)) {
    return `Add \`workflow_dispatch:\` under \`on:\` of ${file} on ${branch}, or merge the default branch into it; a workflow that is switched off has to be switched on in GitHub.`;
  }
  return /no ref found/i.test(message) ? `Push ${branch}: GitHub does not have it.` : undefined;
}

function isWebAddress(url: unknown): url is string {
  return typeof url === 'string' && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
