/** The nineteen items for reading: "may I share?", each with its words, basis, sanction, doubts and sources. */
import { ACTIONS, type Action } from '../../domain/vocabulary.ts';
import type { MessageKey, Translate } from '../../platform/i18n.ts';
import { h } from '../shared/dom.ts';
import { actionKey, itemLabel } from '../shared/keys.ts';
import {
  actionVerb,
  type Context,
  chips,
  confidenceTag,
  doubtsView,
  type ItemData,
  idOf,
  sourceFold,
  sourceView,
  type View,
} from './parts.ts';

type Phase = ItemData['phase'];
type Rule = ItemData['actions'][number];

const PHASE_KEYS: Readonly<Record<Phase, MessageKey>> = {
  'bakal-calon': 'rules_phase_bakal_calon',
  calon: 'rules_phase_calon',
  any: 'rules_phase_any',
};

const NEED_KEYS: Readonly<Record<NonNullable<Rule['needs']>[number], MessageKey>> = {
  partisan: 'rules_need_partisan',
  photo: 'rules_need_photo',
  own: 'rules_need_own',
  spouse: 'rules_need_spouse',
};

export interface Filter {
  readonly action: Action | 'all';
  readonly phase: Phase | 'all';
}

/**
 * Whether an item is shown. A stage shows what holds in it: what holds at any time holds there too. "At any time"
 * alone shows only items that no stage limits.
 */
export const matches = (item: ItemData, { action, phase }: Filter): boolean =>
  (action === 'all' || item.actions.some((rule) => rule.action === action)) &&
  (phase === 'all' || item.phase === phase || item.phase === 'any');

/** How an item covers one action, in words. */
const ruleText = ({ as, needs }: Rule, t: Translate): string => {
  if (as === 'fallback') return t('rules_covers_nearest');
  if (!needs || needs.length === 0) return t('rules_covers');
  return t('rules_covers_if', { condition: needs.map((need) => t(NEED_KEYS[need])).join(', ') });
};

/** Of several rules of an item for one action the firmest says enough. */
const firmest = (rules: readonly Rule[]): Rule | undefined =>
  rules.find(({ as }) => as !== 'fallback') ?? rules[0];

const actionsView = ({ actions }: ItemData, { t }: Context): HTMLElement =>
  actions.length === 0
    ? h('p', {}, t('rules_item_no_action'))
    : h(
        'dl',
        { class: 'acts' },
        ACTIONS.flatMap((action) => {
          const rule = firmest(actions.filter((one) => one.action === action));
          return rule
            ? [h('div', {}, h('dt', {}, t(actionKey(action))), h('dd', {}, ruleText(rule, t)))]
            : [];
        }),
      );

const basisView = ({ legalBasis }: ItemData, context: Context): HTMLElement =>
  legalBasis.length === 0
    ? h('p', {}, context.t('rules_basis_none'))
    : h(
        'ul',
        { class: 'stack' },
        legalBasis.map(({ cite, note, confidence, sources }) =>
          h(
            'li',
            {},
            h('p', {}, h('strong', {}, cite), ' ', confidenceTag(confidence, context.t)),
            note ? h('p', { class: 'soft' }, note[context.language]) : null,
            sourceFold(sources, context),
          ),
        ),
      );

const sanctionView = ({ sanction }: ItemData, context: Context): HTMLElement => {
  const { t, language } = context;
  return h(
    'div',
    { class: sanction.confidence === 'conflict' ? 'doubted' : null },
    h('p', {}, sanction.range[language]),
    h(
      'p',
      { class: 'soft' },
      t('rules_sanction_cite', { cite: sanction.cite }),
      ' ',
      confidenceTag(sanction.confidence, t),
    ),
    sanction.confidence === 'conflict' ? h('p', {}, t('rules_sanction_conflict')) : null,
    h('p', { class: 'soft' }, t('dialog_sanction_note')),
    sourceFold(sanction.sources, context),
  );
};

const part = (heading: string, ...content: readonly (Node | null)[]): HTMLElement =>
  h('div', { class: 'part' }, h('h4', {}, heading), content);

/** The wording joins offices with strokes, "Bupati/Wakil Bupati": a line may end after each. */
const breakable = (wording: string): (Node | string)[] =>
  wording.split(/(?<=\/)/).flatMap((piece, index) => (index === 0 ? [piece] : [h('wbr'), piece]));

/** One item, folded; its id is its address. */
export const itemView = (item: ItemData, context: Context): HTMLDetailsElement => {
  const { t, language } = context;
  const uncertain = item.confidence === 'conflict' || item.sanction.confidence === 'conflict';
  return h(
    'details',
    { id: item.id, class: 'item' },
    h(
      'summary',
      {},
      h(
        'span',
        { class: 'head' },
        h(
          'h3',
          {},
          h('span', { class: 'code' }, itemLabel(idOf(item), t)),
          h('span', { class: 'hidden-text' }, '. '),
          h('span', {}, item.short[language]),
        ),
        h(
          'span',
          { class: 'tags' },
          h('span', { class: 'tag' }, t(PHASE_KEYS[item.phase])),
          uncertain ? h('span', { class: 'certainty certainty-conflict' }, t('rules_uncertain')) : null,
          h('span', { class: 'applies soft' }),
        ),
      ),
    ),
    h(
      'div',
      { class: 'body' },
      h('p', { class: 'explanation' }, item.explanation[language]),
      part(
        t('dialog_wording'),
        h('blockquote', { lang: 'id' }, breakable(item.wording)),
        h('p', {}, confidenceTag(item.confidence, t)),
      ),
      item.conditions.length > 0
        ? part(
            t('dialog_conditions'),
            h(
              'ul',
              { class: 'bullets' },
              item.conditions.map((condition) => h('li', {}, condition[language])),
            ),
          )
        : null,
      part(t('rules_item_actions'), actionsView(item, context)),
      part(t('dialog_basis'), basisView(item, context)),
      part(t('dialog_sanction'), sanctionView(item, context)),
      doubtsView(item.doubts, context),
      part(
        t('dialog_sources'),
        h(
          'ul',
          { class: 'bullets small' },
          item.sources.map((id) => h('li', {}, sourceView(id, context))),
        ),
      ),
      h(
        'p',
        { class: 'small' },
        h('a', { href: `#${item.id}` }, t('rules_item_link', { label: itemLabel(idOf(item), t) })),
      ),
    ),
  );
};

const CATEGORIES = [
  ['kode-etik', 'rules_group_kode_etik', 'rules_group_kode_etik_help'],
  ['disiplin', 'rules_group_disiplin', 'rules_group_disiplin_help'],
] as const satisfies readonly (readonly [ItemData['category'], MessageKey, MessageKey])[];

/** The list of items with its two filters. */
export const itemsView = (context: Context): View & { show(filter: Filter): void; reveal(): void } => {
  const { decree, t } = context;
  const rows = decree.items.map((item) => ({ item, element: itemView(item, context) }));
  const groups = CATEGORIES.map(([category, heading, help]) => ({
    category,
    element: h(
      'section',
      { 'aria-labelledby': `group-${category}` },
      h('h2', { id: `group-${category}` }, t(heading)),
      h('p', { class: 'soft' }, t(help)),
      rows.filter(({ item }) => item.category === category).map(({ element }) => element),
    ),
  }));
  const answer = h('p', { class: 'answer', role: 'status' });
  let filter: Filter = { action: 'all', phase: 'all' };

  const answerText = (count: number): string => {
    const { action } = filter;
    if (action === 'all') return t('rules_answer_all', { count });
    if (count === 0) return t('rules_answer_none', { action: actionVerb(action, t) });
    return t('rules_answer', { count, action: actionVerb(action, t) });
  };

  const show = (wanted: Filter) => {
    filter = wanted;
    let count = 0;
    for (const { item, element } of rows) {
      const shown = matches(item, filter);
      if (shown) count += 1;
      element.hidden = !shown;
      const rule = firmest(item.actions.filter(({ action }) => action === filter.action));
      const applies = element.querySelector('.applies');
      if (applies) applies.textContent = rule ? ruleText(rule, t) : '';
    }
    for (const { category, element } of groups)
      element.hidden = !rows.some((row) => row.item.category === category && !row.element.hidden);
    answer.textContent = answerText(count);
  };

  const filters = h(
    'form',
    { class: 'filters', onsubmit: (event) => event.preventDefault() },
    chips<Action | 'all'>(
      'action',
      t('rules_filter_action'),
      [
        { value: 'all', label: t('rules_filter_all') },
        ...ACTIONS.map((action) => ({ value: action, label: actionVerb(action, t) })),
      ],
      (action) => show({ ...filter, action }),
    ),
    chips<Phase | 'all'>(
      'phase',
      t('rules_filter_phase'),
      [
        { value: 'all', label: t('rules_filter_all') },
        ...(['bakal-calon', 'calon', 'any'] as const).map((phase) => ({
          value: phase,
          label: t(PHASE_KEYS[phase]),
        })),
      ],
      (phase) => show({ ...filter, phase }),
    ),
    h('p', { class: 'soft small' }, t('rules_filter_phase_help')),
  );
  show(filter);
  return {
    id: 'items',
    heading: 'rules_view_items',
    element: h(
      'div',
      {},
      filters,
      answer,
      groups.map(({ element }) => element),
    ),
    show,
    // A link to an item that the filter hides must still lead to it.
    reveal: () => {
      filters.reset();
      show({ action: 'all', phase: 'all' });
    },
  };
};
