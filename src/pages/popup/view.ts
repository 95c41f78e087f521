/**
 * The popup drawn from what is stored and a date: no browser, no clock, so that every state of it can be tested
 * and photographed.
 */

import type { HidePart } from '../../domain/policy.ts';
import type { CivilDate, Language } from '../../domain/vocabulary.ts';
import { SITE_IDS } from '../../domain/vocabulary.ts';
import type { Rules } from '../../pack/bundle.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { JournalEntry } from '../../platform/messages.ts';
import type { Stored } from '../../platform/storage.ts';
import { type Bar, barOf, inferredOn, nextDates, type Running, runningOn } from '../shared/calendar.ts';
import { daysBetween, daysLeft, longDate, longMoment, monthYear } from '../shared/dates.ts';
import { h } from '../shared/dom.ts';
import {
  actionKey,
  itemLabel,
  LEVEL_KEYS,
  NOW_KEYS,
  outcomeKey,
  siteKey,
  siteStateKey,
} from '../shared/keys.ts';
import { type PackMark, packLine, packTag } from '../shared/pack-mark.ts';
import { regionName } from '../shared/regions.ts';
import { levelShape, mark, stateShape } from '../shared/shapes.ts';
import { type Check, checkSection } from './self-check.ts';

const OPTIONS = '../options/index.html';
const JOURNAL = '../journal/index.html';
const RULES = '../rules/index.html';
const TRAINING = '../training/index.html';
const HELP = '../help/index.html';
const CALENDAR = '../calendar/index.html?popup';
const NEXT_DATES = 3;
const LAST_WARNINGS = 3;

export interface PopupModel {
  readonly stored: Stored;
  /** Those in force. */
  readonly rules: Pick<Rules, 'elections' | 'items' | 'regions'>;
  /** The agency's pack in them; null: none. */
  readonly pack: PackMark | null;
  readonly date: CivilDate;
  readonly language: Language;
  readonly t: Translate;
  /** What the person can do about the sites' health; absent where there is no browser behind the view. */
  readonly care?: Care;
  /** The self-check; absent where the popup stands over no page of a site. */
  readonly check?: Check | undefined;
}

export interface Care {
  /** Whether the witness is allowed. */
  readonly witness: boolean;
  /** Asks for the witness or gives it back, from the press itself. */
  toggle(): void;
  copyReport(): void;
  /** The line that tells what was just done; the same one for every drawing. */
  readonly told: HTMLElement;
}

/** Options open in a tab of their own: a popup is gone at the first click beside it. */
const optionsLink = (text: string, section: string, className = '') =>
  h('a', { href: `${OPTIONS}#${section}`, target: '_blank', class: className || null }, text);

/** Parts that the agency took away. */
const isHidden = ({ stored }: PopupModel, part: HidePart): boolean =>
  stored.policy.policy.hideParts?.includes(part) === true;

const notices = ({ stored, language, t }: PopupModel): HTMLElement[] => {
  const { simulatedDate } = stored.settings;
  return [
    simulatedDate &&
      h(
        'p',
        { class: 'notice' },
        h('strong', {}, t('popup_simulated', { date: longDate(simulatedDate, language) })),
        optionsLink(t('popup_simulated_change'), 'simulated'),
      ),
    Object.keys(stored.policy.policy).length > 0 &&
      h(
        'p',
        { class: 'agency' },
        h('span', {}, t('popup_policy')),
        optionsLink(t('popup_policy_open'), 'policy'),
      ),
    stored.rejected &&
      h(
        'p',
        { class: 'notice' },
        h('span', {}, t('popup_rejected')),
        optionsLink(t('popup_rejected_open'), 'rejected'),
      ),
  ].filter((notice) => notice instanceof HTMLElement);
};

const barView = (bar: Bar, election: string, { language, t }: PopupModel): HTMLElement =>
  h(
    'div',
    {
      class: 'bar',
      role: 'img',
      'aria-label': t('popup_bar', {
        election,
        start: longDate(bar.start, language),
        end: longDate(bar.end, language),
        percent: Math.round(bar.here * 100),
      }),
    },
    h(
      'div',
      { class: 'here', style: { '--here': String(bar.here) } },
      h('span', { class: bar.here < 0.5 ? 'after' : 'before' }, t('popup_here')),
    ),
    h(
      'div',
      { class: 'track' },
      bar.segments.map(({ kind, from, width }) =>
        h('div', {
          class: `segment kind-${kind}`,
          style: { '--from': String(from), '--width': String(width) },
        }),
      ),
    ),
    h(
      'div',
      { class: 'ends' },
      h('span', {}, monthYear(bar.start, language)),
      h('span', {}, monthYear(bar.end, language)),
    ),
  );

/** "Sampai 10 Februari 2024 · 26 hari lagi". */
const untilText = (end: CivilDate, { date, language, t }: PopupModel): string => {
  const left = daysBetween(date, end);
  const day = longDate(end, language);
  return left === 0
    ? t('popup_until_today', { end: day })
    : t('popup_until', { end: day, left: daysLeft(left, t) });
};

const electionView = ({ election, stage, stages }: Running, model: PopupModel): HTMLElement => {
  const { language, t, date, stored, pack } = model;
  const short = election.short[language];
  const tagOf = ({ id }: { readonly id: string }) => pack?.stages.has(id) === true && [' ', packTag(t)];
  const bar = barOf(election, stored.settings.region, date);
  const kinds = new Set(stages.map(({ kind }) => kind));
  const sentence =
    kinds.size > 1 ? 'popup_now_mixed' : stage.kind === 'penanda' ? 'stage_penanda' : NOW_KEYS[stage.kind];
  return h(
    'div',
    { class: 'election' },
    h('p', { class: 'sentence' }, t(sentence, { election: short }), stages.length === 1 && tagOf(stage)),
    stages.length > 1
      ? h(
          'ul',
          { class: 'soft' },
          stages.map((one) => h('li', {}, `${one.name[language]}. ${untilText(one.end, model)}`, tagOf(one))),
        )
      : // A single day needs no end: the sentence has said "today".
        stage.start !== stage.end && h('p', { class: 'soft' }, untilText(stage.end, model)),
    bar && barView(bar, short, model),
  );
};

const nothingRuns = ({ rules, language, t }: PopupModel): HTMLElement =>
  h(
    'div',
    { class: 'calm' },
    h('p', { class: 'sentence' }, t('popup_none')),
    h('p', { class: 'soft' }, t('popup_none_items')),
    h(
      'ul',
      {},
      rules.items.items
        .filter((item) => item.phase === 'any')
        .map((item) =>
          h(
            'li',
            {},
            h('span', { class: 'no' }, itemLabel(item.id as never, t)),
            h('span', {}, item.short[language]),
          ),
        ),
    ),
  );

const todaySection = (model: PopupModel): HTMLElement => {
  const { stored, rules, pack, date, language, t } = model;
  const { region } = stored.settings;
  const running = runningOn(rules.elections, region, date);
  return h(
    'section',
    { 'aria-labelledby': 'today' },
    h('h2', { id: 'today', class: 'hidden-text' }, t('popup_today')),
    h(
      'p',
      { class: 'where' },
      longDate(date, language),
      ' · ',
      region ? regionName(rules.regions.regions, region) : optionsLink(t('popup_region_none'), 'you'),
    ),
    running.length > 0 ? running.map((election) => electionView(election, model)) : nothingRuns(model),
    inferredOn(rules.elections, region, date).map(({ stage }) =>
      h(
        'p',
        { class: 'soft' },
        pack?.stages.has(stage.id) === true && [packTag(t), ' '],
        t('popup_maybe', {
          stage: stage.name[language],
          dates: t('common_date_range', {
            start: longDate(stage.start, language),
            end: longDate(stage.end, language),
          }),
        }),
      ),
    ),
  );
};

const nextSection = ({ stored, rules, pack, date, language, t }: PopupModel): HTMLElement => {
  const included = packLine(pack, t);
  const next = nextDates(rules.elections, stored.settings.region, date, NEXT_DATES);
  return h(
    'section',
    { 'aria-labelledby': 'next' },
    h('h2', { id: 'next' }, t('popup_next')),
    next.length === 0
      ? h('p', { class: 'soft' }, t('popup_next_none'))
      : h(
          'ol',
          { class: 'dates' },
          next.map(({ election, stage }) =>
            h(
              'li',
              {},
              h('span', {}, stage.name[language]),
              h('span', { class: 'left' }, daysLeft(daysBetween(date, stage.start), t)),
              h(
                'span',
                { class: 'second' },
                `${longDate(stage.start, language)} · ${election.short[language]} `,
                stage.confidence === 'inferred' &&
                  h('span', { class: 'tag', title: t('common_inferred_hint') }, t('common_inferred')),
                pack?.stages.has(stage.id) === true && [' ', packTag(t)],
              ),
            ),
          ),
        ),
    included && h('p', { class: 'soft pack' }, `${included} `, optionsLink(t('common_pack_open'), 'pack')),
  );
};

const warningView = (entry: JournalEntry, { stored, language, t }: PopupModel): HTMLElement =>
  h(
    'li',
    {},
    levelShape(entry.level) ?? h('span', {}),
    h(
      'span',
      {},
      h('span', { class: 'hidden-text' }, `${t(LEVEL_KEYS[entry.level])}. `),
      t('common_journal_line', { action: t(actionKey(entry.action)), about: entry.about }),
    ),
    h('span', { class: 'soft' }, t(outcomeKey(entry.outcome))),
    h(
      'span',
      { class: 'second' },
      `${t(siteKey(entry.site))} · ${longMoment(entry.at, stored.settings.region, language)}`,
    ),
  );

const warningsSection = (model: PopupModel): HTMLElement => {
  const { stored, t } = model;
  const last = stored.journal.slice(-LAST_WARNINGS).reverse();
  return h(
    'section',
    { 'aria-labelledby': 'warnings' },
    h('h2', { id: 'warnings' }, t('popup_warnings')),
    last.length === 0
      ? h('p', { class: 'soft' }, t('popup_warnings_none'))
      : [
          h(
            'ol',
            { class: 'warnings' },
            last.map((entry) => warningView(entry, model)),
          ),
          h('p', { class: 'all' }, h('a', { href: JOURNAL, target: '_blank' }, t('journal_open'))),
        ],
  );
};

/** The witness and the report, below the sites that they are about. */
const careView = ({ witness, toggle, copyReport, told }: Care, t: Translate): HTMLElement[] => [
  h(
    'p',
    { class: 'soft' },
    `${t(witness ? 'common_witness_on' : 'common_witness_off')}. ${t('common_witness_what')}`,
  ),
  h(
    'div',
    { class: 'care' },
    h(
      'button',
      { type: 'button', class: 'button', id: 'witness-toggle', onclick: toggle },
      t(witness ? 'common_witness_withdraw' : 'common_witness_allow'),
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'button',
        id: 'report-copy',
        title: t('common_report_help'),
        onclick: copyReport,
      },
      t('common_report_copy'),
    ),
    optionsLink(t('options_witness'), 'witness'),
  ),
  told,
];

const sitesSection = (model: PopupModel): HTMLElement => {
  const { stored, t, care } = model;
  return h(
    'section',
    { 'aria-labelledby': 'sites' },
    h('h2', { id: 'sites' }, t('popup_sites')),
    h(
      'ul',
      { class: 'sites' },
      SITE_IDS.map((site) => {
        const state = stored.health[site]?.state ?? 'unknown';
        return h(
          'li',
          {},
          stateShape(state),
          h('span', {}, t(siteKey(site))),
          h('span', { class: `state state-${state}` }, t(siteStateKey(state))),
        );
      }),
    ),
    care && !isHidden(model, 'popup-witness') ? careView(care, t) : null,
  );
};

/** The popup's content, ready to be put into the body. */
export const popupView = (model: PopupModel): HTMLElement[] => {
  const { t } = model;
  return [
    h('header', {}, mark(20), h('h1', {}, t('ext_name'))),
    h(
      'main',
      {},
      notices(model),
      todaySection(model),
      model.check &&
        checkSection(model.check, {
          isCalm: runningOn(model.rules.elections, model.stored.settings.region, model.date).length === 0,
          t,
        }),
      nextSection(model),
      isHidden(model, 'popup-warnings') ? null : warningsSection(model),
      sitesSection(model),
    ),
    h(
      'footer',
      {},
      h(
        'nav',
        { 'aria-label': t('popup_links') },
        h(
          'ul',
          { class: 'links' },
          // Within the popup: a look at the calendar should not cost a tab. The page shows the way back.
          isHidden(model, 'popup-calendar')
            ? null
            : h('li', {}, h('a', { href: CALENDAR, class: 'button' }, t('calendar_open'))),
          isHidden(model, 'popup-rules')
            ? null
            : h('li', {}, h('a', { href: RULES, target: '_blank', class: 'button' }, t('rules_link'))),
          h('li', {}, h('a', { href: TRAINING, target: '_blank', class: 'button' }, t('training_link'))),
          h('li', {}, h('a', { href: HELP, target: '_blank', class: 'button' }, t('help_link'))),
          h('li', {}, optionsLink(t('popup_options'), 'you', 'button')),
          h('li', {}, h('a', { href: JOURNAL, target: '_blank', class: 'button' }, t('popup_journal'))),
          h('li', {}, optionsLink(t('popup_about'), 'about', 'button')),
        ),
      ),
      h('p', {}, t('common_private_line')),
    ),
  ];
};
