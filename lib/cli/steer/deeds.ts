import type { Deeds } from '../../control/deeds';
import { builds } from './build';
import { changes } from './change';
import { looks } from './look';
import type { Steering } from './steering';

/** All that can be asked for, in a pull request, a chat or on a page. */
export function deedsOf(steering: Steering): Deeds {
  return { ...looks(steering), ...changes(steering), ...builds(steering) };
}
