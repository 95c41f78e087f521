/** Puts the page pack where content scripts read it without waking anybody. */
import { readKey, writeKey } from '../platform/worker.ts';
import { isPagePack, PAGE_PACK_KEY, type PagePack } from '../recognition/page-pack.ts';

/** Writes the pack when it differs from what is stored: an equal write would make every open page rebuild. */
export const publishPagePack = async (pack: PagePack): Promise<void> => {
  const stored = await readKey(PAGE_PACK_KEY);
  if (isPagePack(stored) && stored.version === pack.version) return;
  await writeKey(PAGE_PACK_KEY, pack);
};
