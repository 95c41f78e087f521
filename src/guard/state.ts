/**
 * What the guard knows: the settings in force and the page pack, read once at the start and followed while the
 * page lives. Until both are here nothing can be judged, and every event passes.
 */
import { IN_FORCE_KEY, type InForce, isInForce } from '../domain/in-force.ts';
import type { Decree } from '../domain/judge.ts';
import type { Language, Participant } from '../domain/vocabulary.ts';
import { isAlive, readLocal, send, uiLanguage, watchLocal } from '../platform/native.ts';
import { ignoredOf } from '../recognition/ignored.ts';
import { buildMatcher, type Matcher } from '../recognition/lexicon.ts';
import type { FinderOfPeople } from '../recognition/names.ts';
import { isPagePack, PAGE_PACK_KEY, type PagePack } from '../recognition/page-pack.ts';
import type { Ignored } from '../recognition/recognise.ts';
import { regionalFinder } from '../recognition/regional.ts';

/** Everything a decision needs, replaced as a whole when anything changes. */
export interface Knowledge {
  readonly settings: InForce;
  readonly pack: PagePack;
  readonly matcher: Matcher;
  /** Names of those who stand where the person lives. */
  readonly names: FinderOfPeople;
  /** Its participants grow with those whom names and the worker bring up. */
  readonly decree: Decree & { readonly participants: Map<string, Participant> };
  readonly ignored: Ignored;
  readonly language: Language;
}

const languageOf = (settings: InForce): Language =>
  settings.language === 'auto' ? (/^en/i.test(uiLanguage()) ? 'en' : 'id') : settings.language;

interface Prepared {
  readonly pack: PagePack;
  readonly matcher: Matcher;
  /** Names of those who stand where the person lives. */
  readonly names: FinderOfPeople;
  /** Its participants grow with those whom names and the worker bring up. */
  readonly decree: Decree & { readonly participants: Map<string, Participant> };
}

const prepare = (pack: PagePack): Prepared => ({
  pack,
  matcher: buildMatcher(pack.lexicon),
  names: regionalFinder(pack.names),
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
  let settings: InForce | null = null;
  let prepared: Prepared | null = null;
  const publish = () => {
    if (signal.aborted || !settings || !prepared) return;
    onChange({
      ...prepared,
      settings,
      ignored: ignoredOf(settings.exceptions),
      language: languageOf(settings),
    });
  };
  const take = (key: string, value: unknown) => {
    if (key === IN_FORCE_KEY && isInForce(value)) settings = value;
    else if (key === PAGE_PACK_KEY && isPagePack(value)) {
      if (prepared?.pack.version === value.version) return;
      prepared = prepare(value);
    } else send({ type: 'content:pack-wanted' });
    publish();
  };
  watchLocal([IN_FORCE_KEY, PAGE_PACK_KEY], signal, (key, value) => {
    // A removed pack (storage cleared) is asked for again; what we hold stays good meanwhile.
    if (isAlive()) take(key, value);
  });
  const read = () =>
    readLocal([IN_FORCE_KEY, PAGE_PACK_KEY])
      .then((stored) => {
        take(IN_FORCE_KEY, stored[IN_FORCE_KEY]);
        take(PAGE_PACK_KEY, stored[PAGE_PACK_KEY]);
      })
      .catch(() => undefined);
  // A page that comes back out of the browser's memory has slept through every change.
  addEventListener('pageshow', ({ persisted }) => persisted && isAlive() && read(), { signal });
  read();
};
