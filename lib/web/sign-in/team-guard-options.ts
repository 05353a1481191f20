import type { Clock } from '../../ports/clock';
import type { SignIn } from '../../ports/sign-in';
import type { Access } from './access';
import type { SignInEvent } from './events';

export interface TeamGuardOptions {
  /** As people see it: `https://previews.acme.dev`. */
  readonly origin: string;
  /** For the words of the pages: `acme/shop`. */
  readonly repository: string;
  readonly signIn: SignIn;
  readonly access: Access;
  readonly clock: Clock;
  readonly report: (event: SignInEvent) => void;
  /** Gets each error that is a fault of ours. */
  readonly onDefect: (error: unknown) => void;
}
