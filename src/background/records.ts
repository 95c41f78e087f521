/** What the worker writes for the person: warnings, exceptions, the sites' health and the toolbar's sign. */
import type { Exception } from '../domain/settings.ts';
import type { HealthSample, SiteId } from '../domain/vocabulary.ts';
import { resolveLanguage, translator } from '../platform/i18n.ts';
import type { JournalEntry, OperationCounts, SiteHealth, Testimony } from '../platform/messages.ts';
import { addToJournal, changeSettings, type Health, noteHealth, readAll } from '../platform/storage.ts';
import { showToolbar } from '../platform/worker.ts';

/** Posts without a single understood like control before a page counts as not understood. */
const BLIND_FROM = 3;

const NO_SAMPLE: HealthSample = { posts: 0, controls: 0, blind: 0 };
const NO_OPERATIONS: OperationCounts = { witnessed: 0, foreseen: 0, slipped: 0 };

/** What a site's pages show now, and what has left them unseen since the browser was started. */
const stateOf = (
  { posts, controls, blind }: HealthSample,
  operations: OperationCounts = NO_OPERATIONS,
): SiteHealth['state'] => {
  if (posts >= BLIND_FROM && (controls === 0 || blind === posts)) return 'blind';
  if (operations.slipped > 0) return 'partial';
  return posts === 0 && controls === 0 ? 'idle' : 'ok';
};

/** Writes a line of the journal, where the person and their agency want one at all. */
export const recordWarning = async (entry: JournalEntry): Promise<void> =>
  addToJournal(entry, (await readAll()).settings.journalDays);

const isSame = (a: Exception, b: Exception): boolean =>
  a.kind === 'author'
    ? b.kind === 'author' && a.site === b.site && a.author.toLowerCase() === b.author.toLowerCase()
    : b.kind === 'term' && a.term.toLowerCase() === b.term.toLowerCase();

/** Adds an exception once. */
export const recordException = (exception: Exception): Promise<void> =>
  changeSettings(({ exceptions }) =>
    exceptions.some((known) => isSame(known, exception)) ? {} : { exceptions: [...exceptions, exception] },
  );

/** Says on the toolbar, in shape and words, when a site is no longer understood. */
const showHealth = async (health: Health): Promise<void> => {
  const states = new Set(Object.values(health).map(({ state }) => state));
  const { settings } = await readAll();
  const t = translator(resolveLanguage(settings.language, navigator.language));
  if (states.has('blind')) await showToolbar('attention', t('ext_action_title_blind'));
  else if (states.has('partial')) await showToolbar('attention', t('ext_action_title_partial'));
  else await showToolbar('ok', t('ext_action_title'));
};

/**
 * Notes what an adapter sees, and says so on the toolbar when it no longer understands its site.
 * @param place kind of the page, see `placeOf`
 */
export const recordHealth = async (site: SiteId, sample: HealthSample, place: string): Promise<void> =>
  showHealth(
    await noteHealth(site, (before) => ({
      ...before,
      at: Date.now(),
      sample,
      place,
      state: stateOf(sample, before?.operations),
    })),
  );

/** Counts an operation that the witness saw. */
export const recordTestimony = async (site: SiteId, testimony: Testimony): Promise<void> =>
  showHealth(
    await noteHealth(site, (before) => {
      const { witnessed, foreseen, slipped } = before?.operations ?? NO_OPERATIONS;
      const operations = {
        witnessed: witnessed + 1,
        foreseen: foreseen + (testimony === 'foreseen' ? 1 : 0),
        slipped: slipped + (testimony === 'slipped' ? 1 : 0),
      };
      const sample = before?.sample ?? NO_SAMPLE;
      return { ...before, at: Date.now(), sample, operations, state: stateOf(sample, operations) };
    }),
  );
