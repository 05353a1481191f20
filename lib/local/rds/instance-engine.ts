import type { TcpProxy } from '../http/tcp-proxy';
import type { DatabaseInstance } from './databases';
import type { Door } from './tls/door';

/** How the master user of an instance comes in, and what it finds. */
export interface InstanceLogin {
  readonly identifier: string;
  readonly engine: string;
  readonly databaseName: string;
  readonly username: string;
}

export interface Place {
  readonly host: string;
  readonly port: number;
}

/** What really keeps the data of instances of one kind. Data is named by an instance's identifier, or by a copy's name. */
export interface InstanceEngine {
  /** One empty database and one user. Nothing of it is left when it throws. */
  make(login: InstanceLogin, password: string): Promise<void>;
  changePassword(login: InstanceLogin, password: string): Promise<void>;
  /** Cuts connections first. What is gone already stays gone. */
  drop(name: string): Promise<void>;
  /** Ends what runs for this instance alone, its connections cut; the next client starts it again. */
  rest(name: string): Promise<void>;
  /** Copies data as it stands, the user's password with it; no client may be connected through the instance's proxy. */
  copy(instance: DatabaseInstance, name: string): Promise<void>;
  /** Makes an instance of a copy, which stays. @param password @default the one that the copy was made with */
  restore(name: string, login: InstanceLogin, password?: string): Promise<void>;
  /** The instance's address, closed as yet. @param ready resolves when the instance may be entered */
  proxy(login: InstanceLogin, ready: () => Promise<unknown>, door: Door): TcpProxy;
  /** Stops what was started. */
  close(): Promise<void>;
}
