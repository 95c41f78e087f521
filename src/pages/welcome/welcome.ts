/**
 * Entry of the welcome page: in one minute what the extension does, what it never does and how to see that for oneself,
 * and the first choices. The choices are the options' own sections.
 */
import type { Language } from '../../domain/vocabulary.ts';
import { rules } from '../../pack/bundle.ts';
import { type MessageKey, resolveLanguage, translator } from '../../platform/i18n.ts';
import { changeSettings, onChange, readAll, type Stored } from '../../platform/storage.ts';
import { behaviourSection } from '../options/behaviour.ts';
import { type Section, sectionElement } from '../options/parts.ts';
import { personSection } from '../options/person.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { mark } from '../shared/shapes.ts';

const app = h('div');
const status = h('div', { class: 'status', role: 'status' });

let shown: { readonly key: string; readonly sections: readonly Section[] } | null = null;

const build = (language: Language, isBlocking: boolean): readonly Section[] => {
  const t = translator(language);
  const save: Parameters<typeof personSection>[0]['save'] = async (change) => {
    try {
      await changeSettings(change);
      await show();
    } catch (error) {
      console.error(error);
      status.textContent = t('options_error');
    }
  };
  const points = (...keys: readonly MessageKey[]) =>
    h(
      'ul',
      { class: 'points' },
      keys.map((key) => h('li', {}, t(key))),
    );
  const link = (href: string, key: MessageKey) => h('li', {}, h('a', { href }, t(key)));
  const sections = [personSection({ rules, t, save }), behaviourSection({ t, save })];
  document.documentElement.lang = language;
  document.title = t('welcome_title');
  keepingFocus(() =>
    fillElement(
      app,
      h('a', { class: 'skip', href: '#content' }, t('welcome_skip')),
      h(
        'div',
        { class: 'page' },
        h(
          'header',
          {},
          h('p', { class: 'brand' }, mark(24), t('ext_name')),
          h('h1', {}, t('welcome_title')),
          h('p', {}, t('welcome_intro')),
        ),
        h(
          'main',
          { id: 'content', tabindex: -1 },
          h(
            'div',
            { class: 'two' },
            sectionElement(
              'does',
              t('welcome_does'),
              points(
                'welcome_does_before',
                'welcome_does_why',
                isBlocking ? 'welcome_does_decide_block' : 'welcome_does_decide',
              ),
            ),
            sectionElement(
              'never',
              t('welcome_never'),
              points('welcome_never_send', 'welcome_never_act', 'welcome_never_keep'),
            ),
          ),
          sectionElement('proof', t('welcome_proof'), h('p', {}, t('welcome_proof_steps'))),
          sectionElement('choose', t('welcome_choose'), h('p', { class: 'help' }, t('welcome_choose_help'))),
          sections.map(({ element }) => element),
          sectionElement(
            'next',
            t('welcome_next'),
            h('p', {}, t('welcome_next_toolbar')),
            h(
              'ul',
              { class: 'next' },
              link('../calendar/index.html', 'welcome_next_calendar'),
              link('../rules/index.html', 'welcome_next_rules'),
              link('../options/index.html', 'welcome_next_options'),
            ),
          ),
        ),
      ),
    ),
  );
  return sections;
};

const present = (stored: Stored): void => {
  const language = resolveLanguage(stored.settings.language, navigator.language);
  const isBlocking = stored.policy.policy.mode === 'block';
  const key = `${language} ${isBlocking}`;
  if (shown?.key !== key) shown = { key, sections: build(language, isBlocking) };
  for (const section of shown.sections) section.update(stored);
};

const show = async (): Promise<void> => present(await readAll());

document.body.append(app, status);
onChange(() => {
  show().catch(console.error);
});
show().catch(console.error);
