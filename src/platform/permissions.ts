/**
 * The one permission that the person may add: to see the operations that the three sites send. Asked for from a
 * press of theirs, as browsers demand, and given back at any time.
 */
import browser from 'webextension-polyfill';

type Permissions = Parameters<typeof browser.permissions.request>[0];

const NAMED: Permissions = { permissions: ['webRequest'] };

/** In Chromium the sites belong to it; Firefox counts those of the content scripts, and names none. */
const wanted = (): Permissions => {
  const manifest = browser.runtime.getManifest() as { readonly optional_host_permissions?: string[] };
  const origins = manifest.optional_host_permissions;
  return origins ? { ...NAMED, origins } : NAMED;
};

/** True when the witness may look. */
export const mayWitness = (): Promise<boolean> => browser.permissions.contains(wanted());

/** Asks for it. Call it first in the handler of a press. @returns whether it was given */
export const askToWitness = (): Promise<boolean> => browser.permissions.request(wanted());

/** Gives it back. The sites stay: they are those on which the extension works anyway, and browsers keep them. */
export const stopWitness = (): Promise<boolean> => browser.permissions.remove(NAMED);

/** Calls back when a permission was given or taken, from whichever page. */
export const onPermissions = (listener: () => void): void => {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
};
