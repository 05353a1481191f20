import { PreviewError } from '../errors';

/** An error of the copy that is tried, said of the repository: the copy is gone when a person reads it. */
export function ofRepository(error: unknown, { copy, top }: { readonly copy: string; readonly top: string }): unknown {
  if (!(error instanceof PreviewError) || ![error.message, error.hint].some((text) => text?.includes(copy)))
    return error;
  const said = (text: string) => text.replaceAll(copy, () => top);
  const { code, fault, faults, cause, hint } = error;
  return new PreviewError(code, said(error.message), {
    ...{ fault, faults, cause },
    ...(hint !== undefined && { hint: said(hint) }),
  });
}
