/** What all views of the rules page share: how a source, a degree of certainty and a doubt are shown. */
import type { Action, Confidence, Employment, Item, ItemId, Language } from '../../domain/vocabulary.ts';
import type { Rules } from '../../pack/bundle.ts';
import type { GuidanceData, ItemsData } from '../../pack/schema.ts';
import type { MessageKey, Translate } from '../../platform/i18n.ts';
import { longDate } from '../shared/dates.ts';
import { h } from '../shared/dom.ts';
import { itemLabel } from '../shared/keys.ts';

export type ItemData = ItemsData['items'][number];
export type Source = Rules['sources'][number];
export type Doubt = ItemData['doubts'][number];

/** What a view may use. Built anew when the language changes, and with it all views. */
export interface Context {
  readonly decree: ItemsData;
  /** What stands around the decree; each of its lists may be empty. */
  readonly guidance: GuidanceData;
  readonly sources: ReadonlyMap<string, Source>;
  readonly language: Language;
  readonly t: Translate;
  readonly version: string;
  readonly employment: Employment;
}

/** One view of the page; the navigation shows one at a time. */
export interface View {
  readonly id: string;
  readonly heading: MessageKey;
  readonly element: HTMLElement;
}

/** The schema's items as the domain sees them: the same objects, the ids checked by the schema. */
export const domainItems = (decree: ItemsData): readonly Item[] => decree.items as unknown as readonly Item[];

export const idOf = (item: ItemData): ItemId => item.id as ItemId;

/** "KE 4", "D 6": as narrow as a table needs. */
export const itemCode = (item: ItemData, t: Translate): string =>
  t(item.category === 'disiplin' ? 'rules_code_disiplin' : 'rules_code_kode_etik', { no: item.no });

/** "Disiplin butir 6: Suka, bagikan, ..." */
export const itemTitle = (item: ItemData, { t, language }: Pick<Context, 't' | 'language'>): string =>
  t('rules_item_title', { label: itemLabel(idOf(item), t), short: item.short[language] });

const CONFIDENCE: Readonly<Record<Confidence, MessageKey>> = {
  confirmed: 'rules_confidence_confirmed',
  'single-source': 'rules_confidence_single_source',
  inferred: 'rules_confidence_inferred',
  conflict: 'rules_confidence_conflict',
};

/** The degree of certainty in words; what is not certain has an outline that what is certain has not. */
export const confidenceTag = (confidence: Confidence, t: Translate): HTMLElement =>
  h('span', { class: `certainty certainty-${confidence}` }, t(CONFIDENCE[confidence]));

/** A source as a link where it has an address, with its date. */
export const sourceView = (id: string, { sources, language, t }: Context): HTMLElement => {
  const source = sources.get(id);
  if (!source) return h('span', {}, id);
  const title = source.title[language];
  return h(
    'span',
    { class: 'source' },
    `${source.publisher}: `,
    source.url
      ? h('a', { href: source.url, target: '_blank', rel: 'noopener noreferrer' }, title)
      : h('span', {}, title),
    source.cite ? `, ${source.cite}` : null,
    `, ${
      source.published
        ? longDate(source.published, language)
        : t('rules_source_accessed', { date: longDate(source.accessed, language) })
    }`,
  );
};

/** The sources of one statement, folded: they are for those who want to check it. */
export const sourceFold = (ids: readonly string[], context: Context): HTMLElement =>
  h(
    'details',
    { class: 'sources' },
    h(
      'summary',
      {},
      ids.length === 1
        ? context.t('rules_sources_one')
        : context.t('rules_sources_other', { count: ids.length }),
    ),
    h(
      'ul',
      {},
      ids.map((id) => h('li', {}, sourceView(id, context))),
    ),
  );

/** Doubts as doubts: a frame of their own, never among the statements. Null when there is none. */
export const doubtsView = (
  doubts: readonly Doubt[],
  context: Context,
  heading: 'h3' | 'h4' | 'h5' = 'h4',
): HTMLElement | null =>
  doubts.length === 0
    ? null
    : h(
        'div',
        { class: 'doubts' },
        h(heading, {}, context.t('rules_doubts')),
        h(
          'ul',
          {},
          doubts.map(({ text, sources }) =>
            h('li', {}, h('p', {}, text[context.language]), sourceFold(sources, context)),
          ),
        ),
      );

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

/** Radio buttons in a row, one chosen from the start. Arrow keys move, as in any radio group. */
export const chips = <Value extends string>(
  name: string,
  legend: string,
  choices: readonly Choice<Value>[],
  chosen: (value: Value) => void,
): HTMLFieldSetElement =>
  h(
    'fieldset',
    { class: 'chips' },
    h('legend', {}, legend),
    h(
      'div',
      {},
      choices.map(({ value, label }, index) =>
        h(
          'label',
          { class: 'chip' },
          h('input', { type: 'radio', name, value, checked: index === 0, onchange: () => chosen(value) }),
          h('span', {}, label),
        ),
      ),
    ),
  );

const ASKED: Readonly<Record<Action, MessageKey>> = {
  like: 'rules_may_like',
  share: 'rules_may_share',
  quote: 'rules_may_quote',
  comment: 'rules_may_comment',
  follow: 'rules_may_follow',
  join: 'rules_may_join',
  post: 'rules_may_post',
  attend: 'rules_may_attend',
};

/** "membagikan", "mengikuti": as it stands inside a question. */
export const actionVerb = (action: Action, t: Translate): string => t(ASKED[action]);
