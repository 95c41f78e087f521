/** The one-page table for trainers: on screen with links to the items, on paper black on white. */
import { ACTIONS, type ItemId } from '../../domain/vocabulary.ts';
import type { MessageKey } from '../../platform/i18n.ts';
import { longDate } from '../shared/dates.ts';
import { h } from '../shared/dom.ts';
import { mark } from '../shared/shapes.ts';
import {
  type Cell,
  type CellItem,
  type Condition,
  matrixOf,
  OBJECT_GROUPS,
  type ObjectGroup,
  STAGE_GROUPS,
  type StageGroup,
  unnamedItems,
} from './matrix.ts';
import {
  actionVerb,
  type Context,
  domainItems,
  type ItemData,
  itemCode,
  itemTitle,
  type View,
} from './parts.ts';

const OBJECT_KEYS: Readonly<Record<ObjectGroup, MessageKey>> = {
  candidate: 'rules_object_candidate',
  team: 'rules_object_team',
  party: 'rules_object_party',
};

const STAGE_KEYS: Readonly<Record<StageGroup, MessageKey>> = {
  'bakal-calon': 'rules_stage_bakal_calon',
  calon: 'rules_stage_calon',
  outside: 'rules_stage_outside',
};

/** Letter beside an item, and what it stands for. */
const CONDITION_KEYS: Readonly<Record<Condition | 'nearest', readonly [sign: MessageKey, word: MessageKey]>> =
  {
    partisan: ['rules_sign_partisan', 'rules_need_partisan'],
    photo: ['rules_sign_photo', 'rules_need_photo'],
    spouse: ['rules_sign_spouse', 'rules_need_spouse'],
    own: ['rules_sign_own', 'rules_need_own'],
    nearest: ['rules_sign_nearest', 'rules_need_nearest'],
  };
const SIGNS = ['partisan', 'photo', 'spouse', 'own', 'nearest'] as const;

const SANCTION_KEYS: Readonly<Record<ItemData['sanction']['class'], MessageKey>> = {
  moral: 'rules_sanction_moral',
  sedang: 'rules_sanction_sedang',
  berat: 'rules_sanction_berat',
  pemberhentian: 'rules_sanction_pemberhentian',
};

const entryView = ({ id, conditions, nearest }: CellItem, item: ItemData, context: Context): HTMLElement => {
  const { t } = context;
  const notes = [...conditions, ...(nearest ? (['nearest'] as const) : [])];
  const words = notes.map((note) => t(CONDITION_KEYS[note][1]));
  return h(
    'a',
    {
      href: `#${id}`,
      class: conditions.length === 0 ? 'entry' : 'entry depends',
      title: [item.short[context.language], ...words].join('; '),
    },
    itemCode(item, t),
    notes.length > 0 ? h('sup', {}, notes.map((note) => t(CONDITION_KEYS[note][0])).join(' ')) : null,
    // A code says nothing to who hears it: the item's name and its conditions follow.
    h('span', { class: 'hidden-text' }, `, ${[itemTitle(item, context), ...words].join('; ')}`),
  );
};

const cellView = (cell: Cell | undefined, byId: ReadonlyMap<ItemId, ItemData>, context: Context) =>
  h(
    'td',
    {},
    !cell || cell.items.length === 0
      ? [
          h('span', { 'aria-hidden': 'true', class: 'soft' }, '–'),
          h('span', { class: 'hidden-text' }, context.t('rules_matrix_empty')),
        ]
      : cell.items.flatMap((entry) => {
          const item = byId.get(entry.id);
          return item ? [entryView(entry, item, context), ' '] : [];
        }),
  );

const tableView = (cells: readonly Cell[], context: Context): HTMLTableElement => {
  const { decree, t } = context;
  const byId = new Map(decree.items.map((item) => [item.id as ItemId, item]));
  return h(
    'table',
    { class: 'matrix' },
    h('caption', {}, t('rules_matrix_caption')),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, t('rules_matrix_action')),
        STAGE_GROUPS.map((stage) => h('th', { scope: 'col' }, t(STAGE_KEYS[stage]))),
      ),
    ),
    OBJECT_GROUPS.map((object) =>
      h(
        'tbody',
        {},
        h('tr', { class: 'object' }, h('th', { scope: 'rowgroup', colspan: 4 }, t(OBJECT_KEYS[object]))),
        ACTIONS.map((action) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, actionVerb(action, t)),
            STAGE_GROUPS.map((stage) =>
              cellView(
                cells.find(
                  (cell) => cell.object === object && cell.action === action && cell.stage === stage,
                ),
                byId,
                context,
              ),
            ),
          ),
        ),
      ),
    ),
  );
};

const legendView = (cells: readonly Cell[], context: Context): HTMLElement => {
  const { decree, t, language } = context;
  const unnamed = new Set(unnamedItems(domainItems(decree), cells));
  return h(
    'section',
    { class: 'legend', 'aria-labelledby': 'legend-heading' },
    h('h2', { id: 'legend-heading' }, t('rules_legend')),
    h(
      'ul',
      { class: 'signs' },
      SIGNS.map((sign) => {
        const [letter, word] = CONDITION_KEYS[sign];
        return h('li', {}, h('strong', {}, t(letter)), ` ${t(word)}`);
      }),
      h('li', {}, h('strong', {}, '≠'), ` ${t('rules_sign_conflict')}`),
      h('li', {}, h('strong', {}, '–'), ` ${t('rules_matrix_empty_means')}`),
      h('li', {}, h('strong', {}, '○'), ` ${t('rules_sign_unnamed')}`),
    ),
    h(
      'ul',
      { class: 'names' },
      decree.items.map((item) => {
        const conflict = item.confidence === 'conflict' || item.sanction.confidence === 'conflict';
        return h(
          'li',
          {},
          h('a', { href: `#${item.id}` }, itemCode(item, t)),
          h(
            'span',
            {},
            [item.short[language], conflict ? '≠' : '', unnamed.has(item.id as ItemId) ? '○' : '']
              .filter(Boolean)
              .join(' '),
          ),
          h('span', { class: 'soft' }, t(SANCTION_KEYS[item.sanction.class])),
        );
      }),
    ),
  );
};

/** The table, its legend and its footer; `print` is what the button does. */
export const matrixView = (context: Context, print: () => void): View => {
  const { decree, t, language, version } = context;
  const cells = matrixOf(domainItems(decree));
  return {
    id: 'table',
    heading: 'rules_view_matrix',
    element: h(
      'div',
      { class: 'sheet' },
      h(
        'div',
        { class: 'screen-only bar' },
        h('p', { class: 'soft' }, t('rules_matrix_intro')),
        h('button', { type: 'button', class: 'button primary', onclick: print }, t('rules_print')),
      ),
      h(
        'div',
        { class: 'title' },
        h('p', { class: 'print-only brand' }, mark(14), t('rules_matrix_brand')),
        h('h2', {}, t('rules_matrix_heading')),
        h('p', { class: 'name' }, decree.name[language]),
        h('p', { class: 'soft numbers' }, decree.numbers.join(' · ')),
      ),
      tableView(cells, context),
      legendView(cells, context),
      h(
        'div',
        { class: 'footer soft' },
        h('p', { class: 'print-only' }, t('rules_matrix_note')),
        h(
          'p',
          {},
          t('rules_matrix_version', {
            version: decree.version,
            app: version,
            date: longDate(decree.lastReviewed, language),
          }),
        ),
      ),
    ),
  };
};
