/**
 * Entry of the options page. Sections are built once for a language and then only brought up to date; each
 * change is saved at once and said politely.
 */
import { type HidePart, isHeld } from '../../domain/policy.ts';
import type { Language } from '../../domain/vocabulary.ts';
import { rules } from '../../pack/bundle.ts';
import { resolveLanguage, translator } from '../../platform/i18n.ts';
import { changeSettings, extensionVersion, onChange, readAll, type Stored } from '../../platform/storage.ts';
import { ask } from '../shared/ask.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { rulesInForce, SHIPPED } from '../shared/rules-in-force.ts';
import { saidLine } from '../shared/said.ts';
import { mark } from '../shared/shapes.ts';
import { aboutSection } from './about.ts';
import { behaviourSection } from './behaviour.ts';
import { exceptionsSection } from './exceptions.ts';
import { journalSection } from './journal.ts';
import { moreRegionsSection } from './more-regions.ts';
import { packSection } from './pack.ts';
import type { Context, Section } from './parts.ts';
import { personSection } from './person.ts';
import { policySection } from './policy.ts';
import { rejectedSection } from './rejected.ts';
import { simulatedSection } from './simulated.ts';
import { strangersSection } from './strangers.ts';
import { witnessSection } from './witness.ts';

const app = h('div');
const { element: status, say } = saidLine();

/** What is judged by, as of the last reading. */
let inForce = SHIPPED;

const build = (language: Language): readonly Section[] => {
  const t = translator(language);
  const run: Context['run'] = async (work, said) => {
    try {
      await work();
      await show();
      // The language may just have changed: the answer comes in the new one.
      say(translator(shownLanguage ?? language)(said));
    } catch (error) {
      console.error(error);
      say(t('options_error'));
      // The controls go back to what is really stored.
      await show().catch(console.error);
    }
  };
  const context: Context = {
    rules,
    inForce: () => inForce,
    language,
    t,
    version: extensionVersion(),
    run,
    save: (change, said = 'common_save_done') => run(() => changeSettings(change), said),
    say: (said) => say(t(said)),
    confirm: (question) => ask(t, question),
  };
  const sections = [
    rejectedSection(context),
    policySection(context),
    packSection(context),
    personSection(context),
    moreRegionsSection(context),
    behaviourSection(context),
    exceptionsSection(context),
    simulatedSection(context),
    journalSection(context),
    witnessSection(context),
    strangersSection(context),
    aboutSection(context),
  ];
  document.documentElement.lang = language;
  document.title = t('options_title');
  keepingFocus(() =>
    fillElement(
      app,
      h('a', { class: 'skip', href: '#content' }, t('options_skip')),
      h(
        'div',
        { class: 'page' },
        h(
          'header',
          {},
          h('p', { class: 'brand' }, mark(24), t('ext_name')),
          h('h1', {}, t('options_heading')),
          h('p', {}, t('options_intro')),
        ),
        h(
          'nav',
          { class: 'sections', 'aria-label': t('options_nav') },
          h(
            'ul',
            {},
            sections
              .filter(({ id }) => id !== 'rejected')
              .map(({ id, heading }) => h('li', { id: navId(id) }, h('a', { href: `#${id}` }, t(heading)))),
            h('li', {}, h('a', { href: '../calendar/index.html' }, t('calendar_open'))),
            h('li', {}, h('a', { href: '../help/index.html', target: '_blank' }, t('help_link'))),
          ),
        ),
        h(
          'main',
          { id: 'content', tabindex: -1 },
          sections.map(({ element }) => element),
        ),
      ),
    ),
  );
  return sections;
};

/** Sections that the agency may take away, unless the person has something there that only they could take back. */
const HIDDEN_BY: Readonly<Record<string, { part: HidePart; inUse(stored: Stored): boolean }>> = {
  'more-regions': {
    part: 'options-more-regions',
    inUse: ({ chosen, settings, policy }) =>
      chosen.has('moreRegions') && settings.moreRegions.length > 0 && !isHeld(policy.policy, 'moreRegions'),
  },
  simulated: {
    part: 'options-simulated',
    inUse: ({ chosen, settings, policy }) =>
      chosen.has('simulatedDate') &&
      settings.simulatedDate !== null &&
      !isHeld(policy.policy, 'simulatedDate'),
  },
};
const isTakenAway = ({ id }: Section, stored: Stored): boolean => {
  const hidden = HIDDEN_BY[id];
  return (
    hidden !== undefined &&
    stored.policy.policy.hideParts?.includes(hidden.part) === true &&
    !hidden.inUse(stored)
  );
};

const navId = (section: string): string => `to-${section}`;

let shownLanguage: Language | undefined;
let sections: readonly Section[] = [];

const present = (stored: Stored) => {
  const language = resolveLanguage(stored.settings.language, navigator.language);
  if (language !== shownLanguage) {
    shownLanguage = language;
    sections = build(language);
  }
  for (const section of sections) {
    section.update(stored);
    if (isTakenAway(section, stored)) section.element.hidden = true;
    else if (section.id in HIDDEN_BY) section.element.hidden = false;
    const link = document.getElementById(navId(section.id));
    if (link) link.hidden = section.element.hidden;
  }
};

/** Reads may overtake one another; only the latest may show what it found. */
let latest = 0;
const show = async () => {
  latest += 1;
  const mine = latest;
  const stored = await readAll();
  const now = await rulesInForce(stored);
  if (mine !== latest) return;
  inForce = now;
  present(stored);
};

const start = async () => {
  document.body.append(app, status);
  try {
    await show();
    // The section named in the address did not exist yet when the browser looked for it.
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  } catch (error) {
    console.error(error);
    const language = resolveLanguage('auto', navigator.language);
    fillElement(app, h('main', {}, h('p', { role: 'alert' }, translator(language)('options_read_error'))));
  }
};

onChange(() => {
  show().catch(console.error);
});
void start();
