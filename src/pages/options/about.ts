/** What the extension is, what it never does, and how far its word goes. */
import { longDate } from '../shared/dates.ts';
import { h } from '../shared/dom.ts';
import { type Context, type Section, sectionElement } from './parts.ts';

export const aboutSection = ({ rules, language, t, version }: Context): Section => ({
  id: 'about',
  heading: 'options_about',
  element: sectionElement(
    'about',
    t('options_about'),
    h('p', {}, t('options_about_what')),
    h(
      'ul',
      { class: 'points' },
      h('li', {}, t('options_about_privacy_read')),
      h('li', {}, t('options_about_privacy_kept')),
      h('li', {}, t('options_about_privacy_seen')),
      h('li', {}, t('options_about_privacy_policy')),
    ),
    h('p', {}, t('options_about_limits')),
    h(
      'p',
      {},
      h('a', { href: '../rules/index.html', target: '_blank' }, t('rules_link')),
      ` · ${t('rules_link_help')}`,
    ),
    h('p', {}, h('a', { href: '../welcome/index.html', target: '_blank' }, t('welcome_open'))),
    h(
      'p',
      {},
      h('a', { href: '../training/index.html', target: '_blank' }, t('training_link')),
      ` · ${t('training_link_help')}`,
    ),
    h(
      'p',
      {},
      h('a', { href: '../help/index.html', target: '_blank' }, t('help_link')),
      ` · ${t('help_link_help')}`,
    ),
    h(
      'p',
      { class: 'help' },
      t('options_about_version', { version, date: longDate(rules.items.lastReviewed, language) }),
    ),
  ),
  update: () => undefined,
});
