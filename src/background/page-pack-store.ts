/** Puts the page pack where content scripts read it without waking anybody. */
import browser from 'webextension-polyfill';
import { isPagePack, PAGE_PACK_KEY, type PagePack } from '../recognition/page-pack.ts';

/** Writes the pack when it differs from what is stored: an equal write would make every open page rebuild. */
export const publishPagePack = async (compile: () => PagePack): Promise<void> => {
  const pack = compile();
  const stored = (await browser.storage.local.get(PAGE_PACK_KEY))[PAGE_PACK_KEY];
  if (isPagePack(stored) && stored.version === pack.version) return;
  await browser.storage.local.set({ [PAGE_PACK_KEY]: pack });
};
