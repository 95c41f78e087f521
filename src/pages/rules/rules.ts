/**
 * Entry of the rules page. All views stand in the page, one is shown; the address says which, and down to which
 * item: `#disiplin-6`, `#table`, `#answers`. So every place can be linked to, and "back" works.
 */
import type { Employment, Language } from '../../domain/vocabulary.ts';
import { rules } from '../../pack/bundle.ts';
import { resolveLanguage, translator } from '../../platform/i18n.ts';
import { extensionVersion, readAll } from '../../platform/storage.ts';
import { longDate } from '../shared/dates.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { follow } from '../shared/follow.ts';
import { brand, skipLink } from '../shared/masthead.ts';
import { guidanceViews } from './guidance.ts';
import { itemsView } from './items.ts';
import { matrixView } from './matrix-view.ts';
import type { Context, View } from './parts.ts';

const sources = new Map(rules.sources.map((source) => [source.id, source]));

interface Page {
  /** Shows the view that the address names, and the place in it. */
  go(moveFocus: boolean): void;
}

const build = (language: Language, employment: Employment): Page => {
  const t = translator(language);
  const context: Context = {
    decree: rules.items,
    guidance: rules.guidance,
    sources,
    language,
    t,
    version: extensionVersion(),
    employment,
  };
  const items = itemsView(context);
  const views: readonly View[] = [items, matrixView(context, () => print()), ...guidanceViews(context)];
  const panels = views.map(({ id, element }) => h('div', { id, class: 'view', tabindex: -1 }, element));
  const links = views.map(({ id, heading }) => h('a', { href: `#${id}` }, t(heading)));
  const content = h('main', { id: 'content', tabindex: -1 }, panels);
  document.documentElement.lang = language;
  document.title = t('rules_title');
  keepingFocus(() =>
    fillElement(
      document.body,
      skipLink(t),
      h(
        'header',
        { class: 'masthead' },
        brand(t, 24),
        h('h1', {}, t('rules_heading')),
        h('p', { class: 'soft' }, t('rules_intro')),
        h(
          'details',
          { class: 'decree small' },
          h('summary', {}, t('rules_decree', { date: longDate(rules.items.issued, language) })),
          h('p', {}, rules.items.name[language]),
          h(
            'ul',
            { class: 'bullets' },
            rules.items.numbers.map((number) => h('li', {}, number)),
          ),
        ),
        h(
          'nav',
          { 'aria-label': t('rules_nav') },
          h(
            'ul',
            { class: 'views' },
            links.map((link) => h('li', {}, link)),
          ),
        ),
      ),
      content,
      h(
        'footer',
        { class: 'page-footer soft small' },
        h('p', {}, t('rules_matrix_note')),
        h('p', {}, t('common_private_line')),
      ),
    ),
  );

  let current = items.id;
  const go = (moveFocus: boolean) => {
    const wanted = location.hash.slice(1);
    const target = wanted ? document.getElementById(wanted) : null;
    const panel = panels.find((one) => target !== null && one.contains(target));
    // An address that names no place in a view (the skip link, say) leaves the view as it is.
    if (panel) current = panel.id;
    for (const [index, one] of panels.entries()) {
      one.hidden = one.id !== current;
      const link = links[index];
      if (one.id === current) link?.setAttribute('aria-current', 'page');
      else link?.removeAttribute('aria-current');
    }
    if (!target) return;
    if (target === content) {
      // The skip link: to the beginning of what is shown, not to the first thing in it that folds. Where the browser
      // has gone there by itself, whoever has moved on since is not called back.
      if (!content.contains(document.activeElement)) content.focus();
      return;
    }
    if (target === panel) {
      // The browser has jumped past the navigation, which a reader who changes views still needs.
      scrollTo({ top: 0 });
      return;
    }
    if (target.hidden) items.reveal();
    if (target instanceof HTMLDetailsElement) target.open = true;
    target.scrollIntoView();
    if (moveFocus) (target.querySelector('summary') ?? target).focus({ preventScroll: true });
  };
  return { go };
};

let shown = '';
let page: Page | undefined;

addEventListener('hashchange', () => page?.go(true));
follow({
  read: readAll,
  show: ({ settings }) => {
    const language = resolveLanguage(settings.language, navigator.language);
    const now = `${language} ${settings.employment}`;
    // Settings that this page does not show must not take the reader's place away.
    if (now === shown) return;
    shown = now;
    page = build(language, settings.employment);
    page.go(true);
  },
});
