import type { Refusal } from '@bellwether/shared/access/sign-in.schema';

/** Somebody came from a provider and is not let in. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly refusal: Refusal;
  /** Who they said they were. */
  readonly claimedName: string;

  constructor(refusal: Refusal, claimedName: string) {
    super(`refused: ${refusal}`);
    this.refusal = refusal;
    this.claimedName = claimedName;
  }
}
