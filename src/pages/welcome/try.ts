/**
 * "Try it now": one made-up post on the training page's own stage, with the real guard and dialog on it, and one sentence
 * about what has just happened. Nothing of it is sent, noted or kept.
 */
import { inForceOf } from '../../domain/policy.ts';
import type { CivilDate, Language } from '../../domain/vocabulary.ts';
import { training } from '../../pack/training-bundle.ts';
import type { MessageKey, Translate } from '../../platform/i18n.ts';
import type { Stored } from '../../platform/storage.ts';
import { type Section, sectionElement } from '../options/parts.ts';
import { fillElement, h } from '../shared/dom.ts';
import { siteKey } from '../shared/keys.ts';
import { makePhoto } from '../training/photo.ts';
import { orderFor } from '../training/scenes.ts';
import { type Happening, type StageView, stageView } from '../training/stage-view.ts';

/** A friendly greeting that takes nobody's side: what it is about is the account, and that is the lesson. */
export const TRIED: { readonly scenario: string; readonly date: CivilDate } = {
  scenario: 'suka-akun-calon-gubernur',
  date: '2024-11-25',
};

/** The sentence for what has just happened. */
export const saidOf = (what: Happening): MessageKey => {
  if (what.kind === 'sent') return 'welcome_try_sent';
  if (what.entry.outcome === 'continued') return 'welcome_try_continued';
  return what.entry.outcome === 'excepted' ? 'welcome_try_excepted' : 'welcome_try_cancelled';
};

/** The section, and how to let go of its stage before another takes its place. */
export interface TrySection extends Section {
  close(): void;
}

/** Where a person sees one warning before it matters. */
export const trySection = (t: Translate, language: Language): TrySection => {
  const scenario = training.scenarios.find(({ id }) => id === TRIED.scenario);
  // Held by a unit test; said again so that a stray id is found where it is read.
  if (!scenario) throw new Error(`rules/training: no scenario has the id "${TRIED.scenario}"`);
  let stored: Stored | null = null;
  let stage: StageView | null = null;
  const said = h('p', { role: 'status', class: 'said-now', tabindex: -1 });
  const holder = h('div');
  const start = () => {
    if (!stored) return;
    const { settings, policy } = stored;
    const { block, help, mayExcept } = inForceOf(settings, policy.policy);
    stage?.close();
    stage = stageView(
      t('training_stage', { site: t(siteKey(scenario.site)) }),
      orderFor(scenario, training.cast, language, makePhoto),
      {
        language,
        date: TRIED.date,
        employment: settings.employment,
        covered: false,
        agency: { block, help, mayExcept },
      },
      (what) => {
        said.textContent = t(saidOf(what));
      },
    );
    fillElement(holder, stage.element);
    said.textContent = t('welcome_try_wait');
    button.textContent = t('training_again');
    // The site below is what one came for; whoever hears the page hears first what to do there.
    said.focus({ preventScroll: true });
    holder.scrollIntoView({ block: 'nearest' });
  };
  const button = h(
    'button',
    { type: 'button', class: 'button primary', id: 'try-start', onclick: start },
    t('welcome_try_start'),
  );
  return {
    id: 'try',
    heading: 'welcome_try',
    element: sectionElement(
      'try',
      t('welcome_try'),
      h('p', { class: 'help' }, t('welcome_try_help')),
      h('div', { class: 'actions' }, button),
      said,
      holder,
    ),
    update: (now) => {
      stored = now;
    },
    close: () => stage?.close(),
  };
};
