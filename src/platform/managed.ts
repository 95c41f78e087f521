/** What the browser hands over as managed policy, and the one thing to be remembered of it while the browser runs. */
import browser from 'webextension-polyfill';

/**
 * `set`: a policy is there. `empty`: the browser knows of none yet, or of none at all; Chromium says so at first in
 * either case. `none`: there certainly is none (Firefox). `unknown`: it could not say.
 */
export type Managed =
  | { readonly state: 'set'; readonly values: Record<string, unknown> }
  | { readonly state: 'empty' | 'none' | 'unknown' };

/** Asks the browser. Never throws. */
export const readManaged = async (): Promise<Managed> => {
  try {
    const values = (await browser.storage.managed.get(null)) as Record<string, unknown>;
    return Object.keys(values).length > 0 ? { state: 'set', values } : { state: 'empty' };
  } catch (error) {
    // Firefox has the policy from the first moment on, and says so when there is none.
    const isAbsent = error instanceof Error && /manifest not found/i.test(error.message);
    if (!isAbsent) console.error(error);
    return { state: isAbsent ? 'none' : 'unknown' };
  }
};

/** Since when, in this run of the browser, the policy is empty; ms since the epoch, in `storage.session`. */
const EMPTY_SINCE_KEY = 'policyEmptySince';

const session = () => (browser.storage as Partial<Pick<typeof browser.storage, 'session'>>).session;

/** Since when the policy has been found empty; null: it has not, or the browser cannot remember. */
export const emptySince = async (): Promise<number | null> => {
  const since: unknown = (await session()?.get(EMPTY_SINCE_KEY))?.[EMPTY_SINCE_KEY];
  return typeof since === 'number' ? since : null;
};

/** Notes since when the policy is empty; null: it no longer is. */
export const noteEmptySince = async (since: number | null): Promise<void> => {
  if (since === null) await session()?.remove(EMPTY_SINCE_KEY);
  else await session()?.set({ [EMPTY_SINCE_KEY]: since });
};
