/** What welcoming a newcomer needs of the browser: who installed the extension, a note, and a tab. */
import browser from 'webextension-polyfill';

/** In `storage.local`: true until the welcome page was opened, or was not wanted. */
const DUE_KEY = 'welcomeDue';

/** Who installed the extension; `development` for one that is loaded from a folder. */
export const installedBy = async (): Promise<'admin' | 'development' | 'person'> => {
  const { installType } = await browser.management.getSelf();
  return installType === 'admin' || installType === 'development' ? installType : 'person';
};

export const isWelcomeDue = async (): Promise<boolean> =>
  (await browser.storage.local.get(DUE_KEY))[DUE_KEY] === true;

export const noteWelcomeDue = (isDue: boolean): Promise<void> =>
  isDue ? browser.storage.local.set({ [DUE_KEY]: true }) : browser.storage.local.remove(DUE_KEY);

/** Opens a page of the extension's own in a new tab. @param path inside the package */
export const openPage = async (path: string): Promise<void> => {
  await browser.tabs.create({ url: browser.runtime.getURL(path) });
};
