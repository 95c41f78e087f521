/**
 * Entry of the help page: an index, a search among the questions, and all answers on one page. The address says which
 * question is meant (`#foto-lama-bersama-calon`). What is typed stays in the page.
 */
import type { Language } from '../../domain/vocabulary.ts';
import { rules } from '../../pack/bundle.ts';
import { help } from '../../pack/help-bundle.ts';
import { resolveLanguage, translator } from '../../platform/i18n.ts';
import { extensionVersion, readAll, type Stored } from '../../platform/storage.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { follow } from '../shared/follow.ts';
import { brand, skipLink } from '../shared/masthead.ts';
import { productTopics } from './product-topics.ts';
import { type Context, contactView, ruleTopics } from './rule-topics.ts';
import { folded, isFound } from './search.ts';
import type { TopicGroup } from './topic.ts';

const sources = new Map(rules.sources.map((source) => [source.id, source]));

/** What was typed; a page that is built anew goes on with it. */
let typed = '';

interface Page {
  /** Goes to the question that the address names. */
  go(): void;
}

const build = (language: Language, { settings, policy }: Stored): Page => {
  const t = translator(language);
  const context: Context = {
    decree: rules.items,
    guidance: rules.guidance,
    help,
    sources,
    language,
    t,
    version: extensionVersion(),
    employment: settings.employment,
    contact: policy.policy.helpContact ?? '',
  };
  const groups: readonly TopicGroup[] = [
    { id: 'about-rules', heading: 'help_group_rules', topics: ruleTopics(context) },
    { id: 'about-product', heading: 'help_group_product', topics: productTopics(t) },
  ];
  const drawn = groups.map((group) => {
    const rows = group.topics.map((topic) => ({
      ...topic,
      text: folded(topic.text),
      link: h('li', {}, h('a', { href: `#${topic.id}` }, topic.question)),
    }));
    return {
      rows,
      index: h(
        'div',
        {},
        h('h3', {}, t(group.heading)),
        h(
          'ul',
          { class: 'questions' },
          rows.map(({ link }) => link),
        ),
      ),
      section: h(
        'section',
        { class: 'answers-of', 'aria-labelledby': group.id },
        h('h2', { id: group.id }, t(group.heading)),
        rows.map(({ element }) => element),
      ),
    };
  });

  const count = h('p', { role: 'status', class: 'small' });
  const none = h(
    'p',
    { class: 'none' },
    t('help_found_none'),
    ' ',
    h('a', { href: '../rules/index.html#answers' }, t('help_more')),
  );
  const box = h('input', { id: 'search', type: 'search', autocomplete: 'off', spellcheck: 'false' });
  box.value = typed;
  const show = () => {
    typed = box.value;
    let found = 0;
    for (const { rows, index, section } of drawn) {
      for (const { text, link, element } of rows) {
        element.hidden = !isFound(text, typed);
        link.hidden = element.hidden;
        if (!element.hidden) found += 1;
      }
      index.hidden = rows.every(({ element }) => element.hidden);
      section.hidden = index.hidden;
    }
    count.textContent = folded(typed) ? t('help_found', { count: found }) : '';
    none.hidden = found > 0;
  };
  box.addEventListener('input', show);

  document.documentElement.lang = language;
  document.title = t('help_title');
  keepingFocus(() =>
    fillElement(
      document.body,
      skipLink(t),
      h(
        'header',
        { class: 'top' },
        brand(t, 24),
        h('h1', {}, t('help_heading')),
        h('p', { class: 'soft' }, t('help_intro')),
        context.contact ? contactView(context) : null,
        h(
          'div',
          { role: 'search', class: 'screen-only finding' },
          h('label', { for: 'search' }, t('help_search')),
          box,
          count,
        ),
      ),
      h(
        'main',
        { id: 'content', tabindex: -1 },
        h(
          'nav',
          { id: 'questions', class: 'screen-only', tabindex: -1, 'aria-labelledby': 'questions-heading' },
          h('h2', { id: 'questions-heading' }, t('help_nav')),
          none,
          h(
            'div',
            { class: 'index' },
            drawn.map(({ index }) => index),
          ),
        ),
        drawn.map(({ section }) => section),
      ),
      h(
        'footer',
        { class: 'page-footer soft small' },
        h(
          'p',
          { class: 'screen-only' },
          h('button', { type: 'button', class: 'button', onclick: () => print() }, t('rules_print')),
          ' ',
          h('a', { href: '../rules/index.html#answers' }, t('help_more')),
        ),
        h('p', {}, t('rules_matrix_note')),
        h('p', {}, t('common_private_line')),
      ),
    ),
  );
  show();

  return {
    go: () => {
      const wanted = location.hash.slice(1);
      const target = wanted ? document.getElementById(wanted) : null;
      const topic = target?.closest<HTMLElement>('.topic');
      if (!target || !topic) return;
      if (topic.hidden) {
        // Whoever follows a link to an answer wants that answer, whatever stands in the search.
        box.value = '';
        show();
      }
      target.scrollIntoView();
      (target === topic ? topic.querySelector<HTMLElement>('h3') : target)?.focus({ preventScroll: true });
    },
  };
};

let shown = '';
let page: Page | undefined;

/** Folds that were opened for the printer, to be closed again. */
let opened: readonly HTMLDetailsElement[] = [];
addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
  for (const fold of opened) fold.open = true;
});
addEventListener('afterprint', () => {
  for (const fold of opened) fold.open = false;
  opened = [];
});
addEventListener('hashchange', () => page?.go());
follow({
  read: readAll,
  show: (stored) => {
    const language = resolveLanguage(stored.settings.language, navigator.language);
    const now = JSON.stringify([language, stored.settings.employment, stored.policy.policy.helpContact]);
    // Settings that this page does not show must not take the reader's place away.
    if (now === shown) return;
    const isFirst = shown === '';
    shown = now;
    page = build(language, stored);
    if (isFirst) page.go();
  },
});
