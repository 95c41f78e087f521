/**
 * Entry of the welcome page: the first choices, a warning to try, and in one minute what the extension does, what it
 * never does and how to see that for oneself. The choices are the options' own sections, saved at once and said.
 */
import type { Settings } from '../../domain/settings.ts';
import type { Language } from '../../domain/vocabulary.ts';
import { rules } from '../../pack/bundle.ts';
import { type MessageKey, resolveLanguage, translator } from '../../platform/i18n.ts';
import { changeSettings, readAll, type Stored } from '../../platform/storage.ts';
import { languageSection, strictnessSection } from '../options/behaviour.ts';
import { type Section, sectionElement } from '../options/parts.ts';
import { personSection } from '../options/person.ts';
import { doing } from '../shared/doing.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { follow } from '../shared/follow.ts';
import { brand, skipLink } from '../shared/masthead.ts';
import { saidLine } from '../shared/said.ts';
import { type TrySection, trySection } from './try.ts';

const app = h('div');
const { element: status, say } = saidLine();

interface Shown {
  readonly key: string;
  readonly language: Language;
  readonly sections: readonly Section[];
  readonly tried: TrySection;
}

let shown: Shown | null = null;

const build = (language: Language, isBlocking: boolean): Omit<Shown, 'key'> => {
  const t = translator(language);
  const save = (change: Partial<Settings>) => run(() => changeSettings(change), 'common_save_done');
  const points = (...keys: readonly MessageKey[]) =>
    h(
      'ul',
      { class: 'points' },
      keys.map((key) => h('li', {}, t(key))),
    );
  const link = (href: string, key: MessageKey) => h('li', {}, h('a', { href }, t(key)));
  const tried = trySection(t, language);
  const sections = [personSection({ rules, t, save }), strictnessSection({ t, save })];
  const speech = languageSection({ t, save });
  document.documentElement.lang = language;
  document.title = t('welcome_title');
  keepingFocus(() =>
    fillElement(
      app,
      skipLink(t),
      h(
        'div',
        { class: 'page' },
        h('header', {}, brand(t, 24), h('h1', {}, t('welcome_title')), h('p', {}, t('welcome_intro'))),
        h(
          'main',
          { id: 'content', tabindex: -1 },
          sectionElement('choose', t('welcome_choose'), h('p', { class: 'help' }, t('welcome_choose_help'))),
          sections.map(({ element }) => element),
          tried.element,
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
          sectionElement(
            'proof',
            t('welcome_proof'),
            h(
              'p',
              {},
              t('welcome_proof_steps'),
              ' ',
              h('a', { href: '../help/index.html#periksa-sendiri' }, t('welcome_proof_link')),
            ),
          ),
          speech.element,
          sectionElement(
            'next',
            t('welcome_next'),
            h('p', {}, t('welcome_next_toolbar')),
            h(
              'ul',
              { class: 'next' },
              link('../training/index.html', 'welcome_next_training'),
              link('../help/index.html', 'welcome_next_help'),
              link('../calendar/index.html', 'welcome_next_calendar'),
              link('../rules/index.html', 'welcome_next_rules'),
              link('../options/index.html', 'welcome_next_options'),
            ),
          ),
        ),
      ),
    ),
  );
  return { language, sections: [...sections, tried, speech], tried };
};

const present = (stored: Stored): void => {
  const language = resolveLanguage(stored.settings.language, navigator.language);
  const isBlocking = stored.policy.policy.mode === 'block';
  const key = `${language} ${isBlocking}`;
  if (shown?.key !== key) {
    shown?.tried.close();
    shown = { key, ...build(language, isBlocking) };
  }
  for (const section of shown.sections) section.update(stored);
};

document.body.append(app, status);
const again = follow({ read: readAll, show: present, place: app });
const run = doing({ again, say, t: () => translator(shown?.language ?? 'id') });
