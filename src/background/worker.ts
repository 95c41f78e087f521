/**
 * The service worker: keeps the page pack ready in storage, writes the journal, and shows on the toolbar when a
 * site is no longer understood. It holds nothing in memory that it could not make again, and makes no request.
 */
import { placeOf } from '../domain/place.ts';
import { regionsOf } from '../domain/settings.ts';
import type { SiteId } from '../domain/vocabulary.ts';
import { messages } from '../generated/guard-messages.ts';
import { badgeStyle, style } from '../generated/guard-style.ts';
import { rules } from '../pack/bundle.ts';
import { compilePagePack } from '../pack/compile.ts';
import { sitePaths, siteRules } from '../pack/sites.ts';
import { readAll } from '../platform/storage.ts';
import { listen, ownId, type Sender } from '../platform/worker.ts';
import { cutRegion } from '../recognition/gazetteer.ts';
import { isFromContent } from './inbox.ts';
import { publishPagePack } from './page-pack-store.ts';
import { answerSubjects, gazetteer } from './recogniser.ts';
import { recordException, recordHealth, recordWarning } from './records.ts';
import { startWitness } from './witness.ts';

/** Compiles for the person's region and publishes; the settings may have changed since the last time. */
const publish = async (): Promise<void> => {
  const { settings } = await readAll();
  const regions = regionsOf(settings);
  const opened = await gazetteer();
  const surface = { words: messages, style, badgeStyle, sites: siteRules };
  await publishPagePack(compilePagePack(rules, surface, regions, opened && cutRegion(opened, regions)));
};

/** The kind of the page that a message comes from; its address goes no further. */
const kindOf = (site: SiteId, { url = '' }: Sender): string =>
  placeOf(URL.canParse(url) ? new URL(url).pathname : '', sitePaths[site]);

startWitness();
listen({
  onWake: publish,
  onSettings: publish,
  onMessage: async (message, sender) => {
    if (!isFromContent(message, sender, ownId())) return;
    if (message.type === 'content:recognise')
      return answerSubjects(message.subjects, (await readAll()).settings);
    switch (message.type) {
      case 'content:warned':
        // What is done in a private window leaves no line behind: that is what people open one for.
        if (!sender.tab?.incognito) await recordWarning(message.entry);
        break;
      case 'content:health':
        await recordHealth(message.site, message.sample, kindOf(message.site, sender));
        break;
      case 'content:except':
        await recordException(message.exception);
        break;
      case 'content:pack-wanted':
        await publish();
    }
    // The page sends again whatever was not done to the end.
    return true;
  },
});
