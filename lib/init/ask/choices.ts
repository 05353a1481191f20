import type { AppKind } from '../look/frameworks/framework';
import type { Ci } from '../look/repository-facts';
import type { PreviewAddress } from './preview-address';

/** What a bundle is made of. */
export type Artifact = 'source' | 'image';

/** Everything that the files are made of, besides what the repository itself tells. */
export interface Choices {
  readonly project: string;
  /** @default on the embedded endpoint: whatever account the credentials belong to */
  readonly account?: string;
  readonly region: string;
  readonly address: PreviewAddress;
  readonly ci: readonly Ci[];
  readonly artifact: Artifact;
  readonly app: AppKind;
  /** Whether the repository is one service, or each application of a monorepo is one. */
  readonly services: 'one' | 'each-app';
  /** @default branches come from the git remote */
  readonly github?: string;
  /** Ids of the organization and of the project on CircleCI, without which no role can trust its jobs. @default not known yet */
  readonly circleci?: { readonly organizationId: string; readonly projectId: string };
}
