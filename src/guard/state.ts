/**
 * What the guard knows: the person's settings and the page pack, read once at the start and followed while the
 * page lives. Until both are here nothing can be judged, and every event passes.
 */
import type { Decree } from '../domain/judge.ts';
import { readSettings, SETTINGS_KEY, type Settings } from '../domain/settings.ts';
import type { Language } from '../domain/vocabulary.ts';
import { isAlive, readLocal, send, uiLanguage, watchLocal } from '../platform/native.ts';
import { buildMatcher, type Matcher } from '../recognition/lexicon.ts';
import { isPagePack, PAGE_PACK_KEY, type PagePack } from '../recognition/page-pack.ts';
import { authorKey, foldTerm, type Ignored } from '../recognition/recognise.ts';

/** Everything a decision needs, replaced as a whole when anything changes. */
export interface Knowledge {
  readonly settings: Settings;
  readonly pack: PagePack;
  readonly matcher: Matcher;
  readonly decree: Decree;
  readonly ignored: Ignored;
  readonly language: Language;
}

const languageOf = (settings: Settings): Language =>
  settings.language === 'auto' ? (/^en/i.test(uiLanguage()) ? 'en' : 'id') : settings.language;

const ignoredOf = (settings: Settings): Ignored => {
  const authors = new Set<string>();
  const terms = new Set<string>();
  for (const exception of settings.exceptions)
    if (exception.kind === 'author') authors.add(authorKey(exception.site, exception.author));
    else terms.add(foldTerm(exception.term));
  return { authors, terms };
};

interface Prepared {
  readonly pack: PagePack;
  readonly matcher: Matcher;
  readonly decree: Decree;
}

const prepare = (pack: PagePack): Prepared => ({
  pack,
  matcher: buildMatcher(pack.lexicon),
  decree: {
    items: pack.items,
    elections: new Map(pack.elections.map((election) => [election.id, election])),
    participants: new Map(pack.participants.map((participant) => [participant.id, participant])),
  },
});

/**
 * Follows settings and pack.
 * @param onChange called with each new knowledge, first as soon as both are read
 */
export const followKnowledge = (signal: AbortSignal, onChange: (knowledge: Knowledge) => void): void => {
  let settings: Settings | null = null;
  let prepared: Prepared | null = null;
  const publish = () => {
    if (signal.aborted || !settings || !prepared) return;
    onChange({ ...prepared, settings, ignored: ignoredOf(settings), language: languageOf(settings) });
  };
  const take = (key: string, value: unknown) => {
    if (key === SETTINGS_KEY) settings = readSettings(value).settings;
    else if (isPagePack(value)) {
      if (prepared?.pack.version === value.version) return;
      prepared = prepare(value);
    } else send({ type: 'content:pack-wanted' });
    publish();
  };
  watchLocal([SETTINGS_KEY, PAGE_PACK_KEY], signal, (key, value) => {
    // A removed pack (storage cleared) is asked for again; what we hold stays good meanwhile.
    if (isAlive()) take(key, value);
  });
  readLocal([SETTINGS_KEY, PAGE_PACK_KEY])
    .then((stored) => {
      take(SETTINGS_KEY, stored[SETTINGS_KEY]);
      take(PAGE_PACK_KEY, stored[PAGE_PACK_KEY]);
    })
    .catch(() => undefined);
};
