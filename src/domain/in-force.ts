/**
 * What is in force for a page: the person's settings under the agency's policy, worked out once by the worker and kept
 * in `storage.local`, so that a content script need neither know what a policy is nor check what it reads. Apart from the
 * policy's own file, which would be parsed in every page.
 */
import type { Exception, Settings } from './settings.ts';

/** Key in `storage.local`; only the worker writes it. */
export const IN_FORCE_KEY = 'inForce';
/** Raised when the shape changes: a page of another version then waits for the worker's new one. */
export const IN_FORCE_FORMAT = 1;

export interface InForce
  extends Pick<Settings, 'region' | 'employment' | 'language' | 'strictness' | 'simulatedDate'> {
  readonly format: typeof IN_FORCE_FORMAT;
  /** The person's own, and the accounts that the agency exempts. */
  readonly exceptions: readonly Exception[];
  /** A held action cannot be gone on with. */
  readonly block: boolean;
  /** Whom to ask, as plain text; empty: nobody is named. */
  readonly help: string;
  /** Whether the warning offers "not an election participant?". */
  readonly mayExcept: boolean;
}

/** True when a stored value has this version's shape. The worker wrote it; this guards against age. */
export const isInForce = (value: unknown): value is InForce =>
  (value as Partial<InForce> | null | undefined)?.format === IN_FORCE_FORMAT;
