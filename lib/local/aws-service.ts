import type { Faults } from './faults/faults';
import type { Service } from './http/service';
import type { ResourceType } from './resource/resource-type';
import type { Journal } from './state/journal';

/** What every service stands on. */
export interface Ground {
  /** 12 digits. */
  readonly accountId: string;
  /** The region in which things are made when a request names none. */
  readonly region: string;
  /** Where state and files live; a temp folder when none was given. */
  readonly folder: string;
  /** `http://127.0.0.1:PORT`; known once the server listens. */
  readonly endpoint: () => string;
  readonly journal: Journal;
  readonly faults: Faults;
  /** The resource types of all services, by name. */
  readonly resourceTypes: ReadonlyMap<string, ResourceType>;
  /** Whether stacks may have types that are in AWS's specification alone. @default false */
  readonly recordUnknown?: boolean;
}

/**
 * One service of AWS: what exists of it, how clients reach it, and what templates make of it.
 * `Part` is what it adds to the cloud's state, `Opens` what it needs to open it, `Sees` what its two faces act on.
 */
export interface AwsService<Part extends object, in Opens = Ground, in Sees = Opens & Part> {
  /** As AWS calls it. */
  readonly name: string;
  /** Opens what the journal and the folder hold of it; the services before it in the list are open already. @default it keeps nothing */
  open?(cloud: Opens): Part | Promise<Part>;
  /** Resolves when nothing of it runs and everything is written down. */
  close?(part: Part): Promise<void>;
  /** Its face over the wire. */
  wire(cloud: Sees): Service;
  /** Its resource types, its face in templates. */
  readonly types: readonly ResourceType<Sees>[];
}
