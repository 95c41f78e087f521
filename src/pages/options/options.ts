/**
 * Entry of the options page. Sections are built once for a language and then only brought up to date; each
 * change is saved at once and said politely.
 */
import { type HidePart, isHeld } from '../../domain/policy.ts';
import type { Language } from '../../domain/vocabulary.ts';
import { rules } from '../../pack/bundle.ts';
import { resolveLanguage, translator } from '../../platform/i18n.ts';
import { changeSettings, extensionVersion, readAll, type Stored } from '../../platform/storage.ts';
import { ask } from '../shared/ask.ts';
import { doing } from '../shared/doing.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { follow } from '../shared/follow.ts';
import { brand, skipLink } from '../shared/masthead.ts';
import { rulesInForce, SHIPPED } from '../shared/rules-in-force.ts';
import { saidLine } from '../shared/said.ts';
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
      skipLink(t),
      h(
        'div',
        { class: 'page' },
        h('header', {}, brand(t, 24), h('h1', {}, t('options_heading')), h('p', {}, t('options_intro'))),
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

document.body.append(app, status);
const again = follow({
  read: async () => {
    const stored = await readAll();
    return { stored, inForce: await rulesInForce(stored) };
  },
  show: (read) => {
    const isFirst = shownLanguage === undefined;
    inForce = read.inForce;
    present(read.stored);
    // The section named in the address did not exist yet when the browser looked for it.
    if (isFirst) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  },
  place: app,
});
const run = doing({ again, say, t: () => translator(shownLanguage ?? 'id') });
