import { survivable } from '../errors';
import type { ApplicationFacts } from '../facts/facts';
import { type ApplicationNames, applicationNames } from '../naming/application-names';
import { type Stage, stageOf } from '../naming/target';
import type { Stack } from '../ports/stacks';
import { applicationOf } from '../previews/application-of';
import { type Owner, ownerOf } from '../previews/preview';
import type { DoctorPorts, DoctorRequest } from './doctor-request';
import { type KnownRepository, knownRepository } from './known-repository';
import { type Member, membersOf } from './members';

/** What the checks look at. What several of them need is asked once. */
export interface Snapshot {
  readonly ports: DoctorPorts;
  readonly request: DoctorRequest;
  readonly stage: Stage;
  readonly names: ApplicationNames;
  readonly members: readonly Member[];
  /** The application stack; undefined when there is none. */
  stack(): Promise<Stack | undefined>;
  /** What it made; undefined when it was never complete. */
  application(): Promise<ApplicationFacts | undefined>;
  /** The repository whose jobs take the roles of CI. */
  repository(): Promise<KnownRepository>;
  /** Whose stacks the settings mean; undefined when the repository cannot be opened, which the check of branches says. */
  owner(): Promise<Owner | undefined>;
  /** Every stack of the account and region. */
  stacks(): Promise<readonly Stack[]>;
}

export function openSnapshot(ports: DoctorPorts, request: DoctorRequest): Snapshot {
  const { project, target, values } = request.settings;
  const stage = stageOf(target);
  const names = applicationNames(project, stage);
  const stack = once(() => ports.stacks.find(names.stackName));
  return {
    ...{ ports, request, stage, names, stack },
    members: membersOf(request),
    application: once(async () => applicationOf(await stack(), stage, values.region)),
    repository: once(() => knownRepository(ports, request.settings, stack)),
    owner: once(async () => {
      const repository = await ports.repository().catch((error: unknown) => void survivable(error));
      return repository && ownerOf(request.settings, repository);
    }),
    stacks: once(async () => {
      const all: Stack[] = [];
      for await (const one of ports.stacks.list()) all.push(one);
      return all;
    }),
  };
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}
