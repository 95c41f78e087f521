/**
 * The agency's own pack: which one is used, since when, when it was last asked for, and why something was not taken. It
 * is there whenever a policy names a pack, and nothing can hide it: the only request of the extension is told of here.
 */
import type { PackFacts, PackRefusal, PackState, PackTrouble } from '../../domain/agency-state.ts';
import type { MessageKey } from '../../platform/i18n.ts';
import type { PackNews, PackWanted } from '../../platform/messages.ts';
import { ask } from '../../platform/native.ts';
import { longDate, longMoment } from '../shared/dates.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { type Context, type Section, sectionElement } from './parts.ts';

const ID = 'pack';

type Snake<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Snake<Tail>}`
  : Text;
const snake = <Reason extends PackTrouble>(reason: Reason) => reason.replace(/-/g, '_') as Snake<Reason>;
const whyKey = (reason: PackTrouble): MessageKey => `options_pack_why_${snake(reason)}`;
const remedyKey = (reason: PackTrouble): MessageKey => `options_pack_remedy_${snake(reason)}`;

const NEWS: Readonly<Record<PackNews, MessageKey>> = {
  new: 'options_pack_news_new',
  same: 'options_pack_news_same',
  refused: 'options_pack_news_refused',
  none: 'options_pack_news_none',
};
const isNews = (value: unknown): value is PackNews => typeof value === 'string' && Object.hasOwn(NEWS, value);

export const packSection = ({ inForce, language, t, say }: Context): Section => {
  const content = h('div');
  const button = h('button', { type: 'button', class: 'button', id: 'pack-now' }, t('options_pack_now'));
  button.addEventListener('click', () => {
    if (button.ariaDisabled === 'true') return;
    // Not `disabled`: that would take the focus from whoever pressed it.
    button.ariaDisabled = 'true';
    button.textContent = t('options_pack_trying');
    ask({ type: 'page:pack-wanted' } satisfies PackWanted)
      .then((news) => say(isNews(news) ? NEWS[news] : 'options_pack_news_failed'))
      .catch((error: unknown) => {
        console.error(error);
        say('options_pack_news_failed');
      })
      .finally(() => {
        button.ariaDisabled = null;
        button.textContent = t('options_pack_now');
      });
  });
  const actions = h('div', { class: 'actions' }, button);

  const row = (label: MessageKey, text: string | null) =>
    text !== null &&
    h('li', {}, h('div', { class: 'plain' }, h('span', { class: 'second' }, t(label)), text));

  const why = (sentence: MessageKey, { reason, details }: PackRefusal) => [
    h('p', { class: 'trouble' }, t(sentence, { why: t(whyKey(reason)) }), ' ', t(remedyKey(reason))),
    details.length > 0 &&
      h(
        'details',
        {},
        h('summary', {}, t('options_pack_details')),
        h(
          'ul',
          { class: 'details', lang: 'en' },
          details.map((detail) => h('li', {}, h('code', {}, detail))),
        ),
      ),
  ];

  const used = (kept: PackFacts | null, moment: (instant: number) => string) =>
    kept && [
      row('options_pack_publisher', kept.publisher),
      row('options_pack_name', kept.id),
      row('options_pack_serial', String(kept.serial)),
      row('options_pack_issued', longDate(kept.issued, language)),
      row('options_pack_expires', kept.expires && longDate(kept.expires, language)),
      row('options_pack_fetched', moment(kept.fetched)),
    ];

  /** What the pack in force brings, election by election; nothing of it where the worker judges without it. */
  const contents = ({ rules, pack }: ReturnType<Context['inForce']>) =>
    pack &&
    h(
      'div',
      { class: 'brings' },
      h('h3', { id: 'pack-contents' }, t('common_pack_contents')),
      pack.parts.length === 0
        ? h('p', { class: 'help' }, t('common_pack_contents_none'))
        : h(
            'ul',
            { class: 'rows', 'aria-labelledby': 'pack-contents' },
            pack.parts.map(({ election: id, whole, stages, participants, accounts }) => {
              const election = rules.elections.find((one) => one.id === id);
              return h(
                'li',
                {},
                h(
                  'div',
                  { class: 'plain' },
                  h(
                    'span',
                    { class: 'second' },
                    t(whole ? 'common_pack_election_own' : 'common_pack_election_more'),
                  ),
                  h('span', {}, election?.name[language] ?? id),
                  h('span', { class: 'second' }, t('common_pack_counts', { stages, participants, accounts })),
                ),
              );
            }),
          ),
    );

  const parts = (address: string, state: PackState | null, moment: (instant: number) => string) => {
    const { kept = null, unused = null, confirmed = null, tried = null } = state ?? {};
    const refusal = tried?.refusal ?? null;
    return [
      h('p', {}, t(kept && !unused ? 'options_pack_in_use' : 'options_pack_waiting')),
      unused && why('options_pack_unused', unused),
      // The same reason twice would only be longer.
      refusal &&
        refusal.reason !== unused?.reason &&
        why(kept && !unused ? 'options_pack_refused_kept' : 'options_pack_refused', refusal),
      h(
        'ul',
        { class: 'rows', 'aria-label': t('options_pack') },
        row('options_pack_address', address),
        used(kept, moment),
        row('options_pack_confirmed', confirmed === null ? null : moment(confirmed)),
        row('options_pack_tried', tried && moment(tried.at)),
        row('options_pack_next', state && state.next > 0 ? moment(state.next) : null),
      ),
      contents(inForce()),
    ].flat();
  };

  const element = sectionElement(
    ID,
    t('options_pack'),
    h('p', { class: 'help' }, t('options_pack_help')),
    content,
    actions,
  );
  let seen = '';
  return {
    id: ID,
    heading: 'options_pack',
    element,
    update: ({ policy: { policy }, pack, settings }) => {
      const { packUrl, packPublicKey } = policy;
      element.hidden = packUrl === undefined && packPublicKey === undefined;
      const isWhole = packUrl !== undefined && packPublicKey !== undefined;
      actions.hidden = !isWhole;
      const now = JSON.stringify([packUrl, packPublicKey, pack, settings.region, inForce().pack?.sha256]);
      if (now === seen) return;
      seen = now;
      // What is stored may belong to the policy of before, until the worker has looked.
      const state = pack?.address === packUrl && pack?.publicKey === packPublicKey ? pack : null;
      const moment = (instant: number) => longMoment(instant, settings.region, language);
      keepingFocus(() =>
        fillElement(
          content,
          isWhole ? parts(packUrl, state, moment) : h('p', { class: 'trouble' }, t('options_pack_half')),
        ),
      );
    },
  };
};
