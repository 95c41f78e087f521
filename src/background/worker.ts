/**
 * The service worker: keeps the page pack ready in storage, writes the journal, and shows on the toolbar when a
 * site is no longer understood. It holds nothing in memory that it could not make again. It asks for one thing, the pack
 * of an agency whose policy names one; without that policy it makes no request.
 */
import { placeOf } from '../domain/place.ts';
import type { SiteId } from '../domain/vocabulary.ts';
import { sitePaths } from '../pack/sites.ts';
import type { PackNews } from '../platform/messages.ts';
import { readAll } from '../platform/storage.ts';
import { listen, ownId, ownOrigin, type Sender } from '../platform/worker.ts';
import { followPack } from './agency.ts';
import { isFromContent, isPackWanted } from './inbox.ts';
import { refreshPolicy } from './policy.ts';
import { publish, tidyJournal } from './publish.ts';
import { answerSubjects } from './recogniser.ts';
import { recordException, recordHealth, recordWarning } from './records.ts';
import { refuseAll } from './strangers.ts';
import { settleWelcome, welcomeNewcomer } from './welcome.ts';
import { startWitness } from './witness.ts';

/** Asks for the agency's pack when it is time, or at once where the person wants it; what is new comes into force. */
const lookForPack = async (asked: boolean): Promise<PackNews> => {
  const { news, changed } = await followPack(asked);
  if (changed) await publish();
  return news;
};

/** What has changed in settings or policy comes into force; nobody waits for an agency's server. */
const settle = async (): Promise<void> => {
  await publish();
  await tidyJournal();
  lookForPack(false).catch(console.error);
};

/** The browser's policy, where it differs from the one that is kept. */
const followPolicy = async (told: boolean): Promise<void> => {
  if (!(await refreshPolicy(told))) return;
  await settle();
  await settleWelcome((await readAll()).policy.policy.showWelcome);
};

/** What may have come, or fallen due, while the worker slept. */
const catchUp = async (): Promise<void> => {
  await followPolicy(false);
  await lookForPack(false);
};

/** The kind of the page that a message comes from; its address goes no further. */
const kindOf = (site: SiteId, { url = '' }: Sender): string =>
  placeOf(URL.canParse(url) ? new URL(url).pathname : '', sitePaths[site]);

startWitness();
refuseAll();
listen({
  // What was good last comes first: the browser may take its time with the policy.
  onWake: async (isNew) => {
    if (isNew) await welcomeNewcomer();
    await settle();
    await followPolicy(false);
    // An agency that set nothing: by the next start of the browser its policy would have come.
    if (!isNew) await settleWelcome((await readAll()).policy.policy.showWelcome);
  },
  onSettings: settle,
  onPolicy: () => followPolicy(true),
  // The catching up below has seen to it when this woke the worker; then nothing is due any more.
  onAlarm: catchUp,
  onMessage: async (message, sender) => {
    if (isPackWanted(message, sender, ownId(), ownOrigin())) return lookForPack(true);
    if (!isFromContent(message, sender, ownId())) return;
    if (message.type === 'content:recognise') return answerSubjects(message.subjects);
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
// Whatever woke the worker.
catchUp().catch(console.error);
