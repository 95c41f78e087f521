/**
 * Entry of the training page. The address says what is shown (`#explore/x`, `#scenario/<id>/<date>`, `#quiz`, `#show`,
 * `#print`), so that a trainer can keep a link to the exact situation. Nothing here is stored.
 */
import type { Language } from '../../domain/vocabulary.ts';
import { rules } from '../../pack/bundle.ts';
import { training } from '../../pack/training-bundle.ts';
import { type MessageKey, resolveLanguage, translator } from '../../platform/i18n.ts';
import { extensionVersion, readAll } from '../../platform/storage.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { follow } from '../shared/follow.ts';
import { brand, skipLink } from '../shared/masthead.ts';
import { exploreView } from './explore.ts';
import type { Context, View } from './parts.ts';
import { printView } from './print.ts';
import { quizView } from './quiz.ts';
import { showView } from './show.ts';

type Maker = (context: Context, place: readonly string[]) => View;

/** The ways, by the first word of the address. */
const WAYS: Readonly<Record<string, { readonly heading: MessageKey; readonly make: Maker }>> = {
  explore: { heading: 'training_explore', make: exploreView },
  quiz: { heading: 'training_quiz', make: quizView },
  show: { heading: 'training_show', make: showView },
  print: { heading: 'training_print', make: printView },
};
const wayOf = (place: readonly string[]): string => {
  const [first = ''] = place;
  return first === 'scenario' || !Object.hasOwn(WAYS, first) ? 'explore' : first;
};

const placeNow = (): string[] => location.hash.slice(1).split('/').map(decodeURIComponent);

let language: Language | null = null;
let view: View | null = null;
/** Ends the listeners of the page that was built before. */
let leave: AbortController | null = null;

const build = (now: Language): void => {
  const t = translator(now);
  document.documentElement.lang = now;
  document.title = t('training_title');
  const context: Context = {
    training,
    language: now,
    t,
    sources: {
      decree: rules.items,
      guidance: rules.guidance,
      sources: new Map(rules.sources.map((source) => [source.id, source])),
      language: now,
      t,
      version: extensionVersion(),
      employment: 'pns',
    },
    go: (place) => {
      location.hash = place;
    },
  };
  const main = h('main', { id: 'content', tabindex: -1 });
  const links = Object.entries(WAYS).map(([way, { heading }]) => h('a', { href: `#${way}` }, t(heading)));
  fillElement(
    document.body,
    skipLink(t, {
      onclick: (event) => {
        // The address says what is shown: a jump inside the page must not take its place.
        event.preventDefault();
        main.focus();
      },
    }),
    h(
      'header',
      { class: 'masthead' },
      brand(t, 24),
      h('h1', {}, t('training_heading')),
      h('p', { class: 'soft' }, t('training_intro')),
      h(
        'nav',
        { 'aria-label': t('training_nav') },
        h(
          'ul',
          { class: 'views' },
          links.map((link) => h('li', {}, link)),
        ),
      ),
    ),
    main,
    h('footer', { class: 'page-footer soft small' }, h('p', {}, t('common_private_line'))),
  );
  const go = () => {
    const place = placeNow();
    if (view?.move?.(place)) return;
    const way = wayOf(place);
    const wasInside = main.contains(document.activeElement);
    // Whoever chooses another situation from the list by its keys goes on choosing there.
    keepingFocus(() => {
      view?.close();
      view = WAYS[way]?.make(context, place) ?? null;
      fillElement(main, view?.element);
    });
    if (wasInside && !main.contains(document.activeElement)) main.focus();
    for (const [at, key] of Object.keys(WAYS).entries())
      if (key === way) links[at]?.setAttribute('aria-current', 'page');
      else links[at]?.removeAttribute('aria-current');
  };
  leave?.abort();
  leave = new AbortController();
  addEventListener('hashchange', go, { signal: leave.signal });
  go();
};

follow({
  read: readAll,
  show: ({ settings }) => {
    const now = resolveLanguage(settings.language, navigator.language);
    // Settings that this page does not show must not interrupt a lesson.
    if (now === language) return;
    language = now;
    build(now);
  },
});
