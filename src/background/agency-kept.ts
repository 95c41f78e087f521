/**
 * The agency's pack that was good last, as the worker uses it: read from storage and judged once in the worker's life, and
 * again when the pack, its key or the day is another.
 */
import { isStillWanted, PACK_KEY, type PackState } from '../domain/agency-state.ts';
import { civilDateAt } from '../domain/civil-date.ts';
import type { Policy } from '../domain/policy.ts';
import type { CivilDate, RegionCode } from '../domain/vocabulary.ts';
import { type PackUse, SHIPPED_ALONE, useKept } from '../pack/agency-use.ts';
import { readKey } from '../platform/worker.ts';

/** The real day where the person is. A simulated one must not bring back what has expired. */
export const realToday = (region: RegionCode | null): CivilDate => civilDateAt(Date.now(), region);

let checked: { readonly of: string; readonly use: Promise<PackUse> } | null = null;

/** Another pack lies in storage now. */
export const checkAnew = (): void => {
  checked = null;
};

/**
 * The rules with the agency's pack, as far as the policy of this moment wants it and it stands the test today.
 * @param region the person's, whose day it is
 */
export const packInUse = (
  policy: Policy,
  state: PackState | null,
  region: RegionCode | null,
): Promise<PackUse> => {
  if (!isStillWanted(policy, state)) return Promise.resolve(SHIPPED_ALONE);
  const today = realToday(region);
  const of = JSON.stringify([state.publicKey, state.kept, today]);
  if (checked?.of !== of) {
    const use = readKey(PACK_KEY).then((stored) => useKept(stored, state, today, crypto.subtle));
    checked = { of, use };
    // What could not be read now may be readable later.
    use.catch(() => {
      if (checked?.use === use) checked = null;
    });
  }
  return checked.use;
};
