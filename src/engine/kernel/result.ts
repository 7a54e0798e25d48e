/** An outcome that the caller must look at. Refusals are values; only defects are thrown. */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E }

export const ok = <T>(value: T) => ({ ok: true, value }) as const
export const refuse = <E>(error: E) => ({ ok: false, error }) as const
