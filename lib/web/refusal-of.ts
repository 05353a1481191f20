import { PreviewError } from '../errors';
import { visible } from '../text/visible';
import type { Refusal } from './api';

/** What the page says of an error. Of a defect of ours it says that there is one: its words may hold anything, and go where the server is run. */
export function refusalOf(error: unknown, onDefect: (error: unknown) => void): Refusal {
  if (error instanceof PreviewError && error.fault !== 'us') {
    const { code, message, hint } = error;
    return { code, because: `${visible(message, 1000)}.`, ...(hint !== undefined && { hint: visible(hint, 1000) }) };
  }
  onDefect(error);
  return { code: 'defect', because: 'This is a defect of preview-stacks. The terminal in which it runs says more.' };
}
