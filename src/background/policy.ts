/**
 * Keeps the policy that was good last, so that it holds from the first moment of every start.
 *
 * Chromium first says "empty" and hands the policy over seconds later, so that an empty answer alone takes nothing
 * away. The kept policy goes when the browser tells of a change to nothing, when it has said nothing else for
 * `GONE_AFTER_MS` of one run, or when it knows for certain that there is none (Firefox).
 */
import { readPolicy } from '../domain/policy.ts';
import { policyChecks } from '../pack/policy-checks.ts';
import { emptySince, noteEmptySince, readManaged } from '../platform/managed.ts';
import { POLICY_KEY, same } from '../platform/storage.ts';
import { readKey, removeKey, writeKey } from '../platform/worker.ts';

/** After a forced installation Chromium took three seconds; a slow machine may take a hundred times as long. */
const GONE_AFTER_MS = 600_000;

/** An empty answer: what becomes of the kept policy. */
const isGone = async (told: boolean): Promise<boolean> => {
  if (told) return true;
  const since = await emptySince();
  if (since === null) await noteEmptySince(Date.now());
  return since !== null && Date.now() - since > GONE_AFTER_MS;
};

/**
 * Brings the kept policy up to date.
 * @param told whether the browser has just said that the policy changed
 * @returns whether something changed
 */
export const refreshPolicy = async (told: boolean): Promise<boolean> => {
  const managed = await readManaged();
  const kept = await readKey(POLICY_KEY);
  if (managed.state === 'set') {
    await noteEmptySince(null);
    const reading = readPolicy(managed.values, policyChecks());
    if (same(reading, kept)) return false;
    await writeKey(POLICY_KEY, reading);
    return true;
  }
  if (kept === undefined || managed.state === 'unknown') return false;
  if (managed.state === 'empty' && !(await isGone(told))) return false;
  await removeKey(POLICY_KEY);
  return true;
};
