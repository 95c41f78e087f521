/** What the worker writes for the person: warnings, exceptions, the sites' health and the toolbar's sign. */
import type { Exception } from '../domain/settings.ts';
import type { HealthSample, SiteId } from '../domain/vocabulary.ts';
import type { JournalEntry, SiteHealth } from '../platform/messages.ts';
import { addToJournal, changeSettings, noteHealth, readAll } from '../platform/storage.ts';
import { showToolbar } from '../platform/worker.ts';

/** Posts without a single understood like control before a page counts as not understood. */
const BLIND_FROM = 3;

const stateOf = ({ posts, controls, blind }: HealthSample): SiteHealth['state'] => {
  if (posts >= BLIND_FROM && (controls === 0 || blind === posts)) return 'blind';
  return posts === 0 && controls === 0 ? 'idle' : 'ok';
};

export const recordWarning = (entry: JournalEntry): Promise<void> => addToJournal(entry);

const isSame = (a: Exception, b: Exception): boolean =>
  a.kind === 'author'
    ? b.kind === 'author' && a.site === b.site && a.author.toLowerCase() === b.author.toLowerCase()
    : b.kind === 'term' && a.term.toLowerCase() === b.term.toLowerCase();

/** Adds an exception once. */
export const recordException = (exception: Exception): Promise<void> =>
  changeSettings(({ exceptions }) =>
    exceptions.some((known) => isSame(known, exception)) ? {} : { exceptions: [...exceptions, exception] },
  );

/** Notes what an adapter sees, and says so on the toolbar when it no longer understands its site. */
export const recordHealth = async (site: SiteId, sample: HealthSample): Promise<void> => {
  await noteHealth(site, { at: Date.now(), sample, state: stateOf(sample) });
  const { health } = await readAll();
  const blind = Object.values(health).some(({ state }) => state === 'blind');
  await showToolbar(blind ? 'attention' : 'ok');
};
