/**
 * The self-check in the popup: the button, and what the page of the tab answered. What is shown lives here as long as
 * the popup is open and nowhere else.
 */
import type { ListedKind, SiteId, Tier } from '../../domain/vocabulary.ts';
import type { MessageKey, Translate } from '../../platform/i18n.ts';
import { addressOf, type FoundOnList, type SelfCheckAnswer } from '../../platform/self-check.ts';
import { h } from '../shared/dom.ts';
import { itemAddress, itemLabel, LEVEL_KEYS, siteKey } from '../shared/keys.ts';
import { levelShape } from '../shared/shapes.ts';

/** What the person can do about the page over which the popup was opened. */
export interface Check {
  readonly site: SiteId;
  /** `ready`: not asked yet; `looking`: asked; `failed`: the page gave no answer that could be read. */
  readonly state: 'ready' | 'looking' | 'failed' | SelfCheckAnswer;
  /** Hosts of the site, the usual one first: links lead nowhere else. */
  readonly hosts: readonly string[];
  look(): void;
  /** Leads the tab to an address on the site. */
  open(address: string): void;
}

/** What the section needs besides. */
export interface CheckContext {
  /** No stage runs where the person is, on the day that is judged. */
  readonly isCalm: boolean;
  readonly t: Translate;
}

/** Id of the line that says what came of a check. */
export const RESULT_ID = 'self-check-result';

type List = Extract<SelfCheckAnswer, { readonly kind: 'list' }>;

const WAY: Readonly<Record<SiteId, MessageKey>> = {
  x: 'selfcheck_way_x',
  facebook: 'selfcheck_way_facebook',
  instagram: 'selfcheck_way_instagram',
  threads: 'selfcheck_way_threads',
};
const LOOKED: Readonly<Record<ListedKind, MessageKey>> = {
  account: 'selfcheck_looked_account',
  post: 'selfcheck_looked_post',
  group: 'selfcheck_looked_group',
};
const OWN: Readonly<Record<ListedKind, MessageKey>> = {
  account: 'selfcheck_own_account',
  post: 'selfcheck_own_post',
  group: 'selfcheck_own_group',
};
const SHOWN: Readonly<Record<ListedKind, MessageKey>> = {
  account: 'selfcheck_shown_account',
  post: 'selfcheck_shown_post',
  group: 'selfcheck_shown_group',
};
const MAY: Readonly<Record<ListedKind, MessageKey>> = {
  account: 'selfcheck_may_account',
  post: 'selfcheck_may_post',
  group: 'selfcheck_may_group',
};

const tierKey = (tier: Tier): MessageKey => `tier_${tier.replace('-', '_')}` as MessageKey;

/**
 * A link on the site, in the tab over which the popup stands. Not by address: browsers look up, and may connect to, the
 * host of an address that is pressed or pointed at, and nothing of ours asks for anything before the person goes there.
 */
const siteLink = (text: string, address: string | null, { open }: Check): HTMLElement =>
  address === null
    ? h('span', {}, text)
    : h(
        'button',
        { type: 'button', role: 'link', class: 'site-link', title: address, onclick: () => open(address) },
        text,
      );

const foundView = (found: FoundOnList, list: List, check: Check, { t }: CheckContext): HTMLElement => {
  const { what, host, isOwn } = list;
  const { name, handle, about, level, items, tier, text, stage, path } = found;
  return h(
    'li',
    {},
    levelShape(level),
    h(
      'div',
      { class: 'what' },
      h('span', { class: 'hidden-text' }, `${t(LEVEL_KEYS[level])}. `),
      siteLink(name, addressOf(host, path, check.hosts), check),
      handle && h('span', { class: 'second' }, ` @${handle}`),
      h('p', { class: 'second' }, `${t((isOwn ? OWN : SHOWN)[what])} · ${about}`),
      h('p', { class: 'second' }, t('selfcheck_known', { tier: t(tierKey(tier)), text })),
      h(
        'p',
        { class: 'second' },
        t(MAY[what]),
        items.flatMap((item, at) => [
          at > 0 ? ', ' : ' ',
          h('a', { href: itemAddress(item), target: '_blank', class: 'item' }, itemLabel(item, t)),
        ]),
        '.',
        stage === null && ` ${t('selfcheck_no_stage')}`,
      ),
    ),
  );
};

/** The line with which an answer begins; it takes the focus, so that a screen reader says it. */
const result = (className: string, text: string): HTMLElement =>
  h('p', { id: RESULT_ID, tabindex: '-1', class: className || null }, text);

const listView = (list: List, check: Check, context: CheckContext): HTMLElement[] => {
  const { t, isCalm } = context;
  const { found, looked, what, isOwn, isWide } = list;
  const lines: (MessageKey | false)[] = [
    !isOwn && 'selfcheck_unknown',
    found.length === 0 && isCalm && 'selfcheck_no_stage_today',
    !isWide && 'selfcheck_narrow',
    found.length > 0 && 'selfcheck_decide',
    'selfcheck_note',
  ];
  return [
    result('looked', t(LOOKED[what], { count: looked, found: found.length })),
    ...(found.length === 0
      ? []
      : [
          h(
            'ol',
            { class: 'found' },
            found.map((one) => foundView(one, list, check, context)),
          ),
        ]),
    ...lines.flatMap((key) => (key ? [h('p', { class: 'soft' }, t(key))] : [])),
  ];
};

const answerView = (check: Check, context: CheckContext): HTMLElement[] => {
  const { t } = context;
  const { state, site, hosts } = check;
  switch (state) {
    case 'ready':
      return [h('p', { class: 'soft' }, t('selfcheck_intro'))];
    case 'looking':
      return [h('p', { class: 'soft' }, t('selfcheck_looking'))];
    case 'failed':
      return [result('', t('selfcheck_failed'))];
  }
  if (state.kind === 'list') return listView(state, check, context);
  if (state.kind === 'elsewhere') return [result('', t('selfcheck_elsewhere')), h('p', {}, t(WAY[site]))];
  const own = addressOf(state.host, state.ownPath, hosts);
  return [
    result('', t('selfcheck_other')),
    own === null ? h('p', {}, t(WAY[site])) : h('p', {}, siteLink(t('selfcheck_other_open'), own, check)),
  ];
};

/** The section of the popup. */
export const checkSection = (check: Check, context: CheckContext): HTMLElement => {
  const { t } = context;
  const isAsked = check.state !== 'ready';
  return h(
    'section',
    { 'aria-labelledby': 'self-check', class: 'check' },
    h('h2', { id: 'self-check' }, `${t('selfcheck_title')} · ${t(siteKey(check.site))}`),
    answerView(check, context),
    h(
      'button',
      {
        type: 'button',
        class: 'button',
        id: 'self-check-press',
        // Not switched off, which would take the focus from it.
        'aria-disabled': check.state === 'looking' ? 'true' : null,
        onclick: () => {
          if (check.state !== 'looking') check.look();
        },
      },
      t(isAsked ? 'selfcheck_again' : 'selfcheck_press'),
    ),
  );
};
