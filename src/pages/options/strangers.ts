/** Other extensions that tried to reach this one: who, how often, when last. Not there while nobody has tried. */
import { forgetStrangers, type Stranger } from '../../platform/storage.ts';
import { longMoment } from '../shared/dates.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { type Context, focusHeading, type Section, sectionElement } from './parts.ts';

const ID = 'strangers';

export const strangersSection = ({ t, language, run }: Context): Section => {
  const list = h('div');
  const element = sectionElement(
    ID,
    t('options_strangers'),
    h('p', { class: 'help' }, t('options_strangers_help')),
    list,
    h(
      'div',
      { class: 'actions' },
      h(
        'button',
        {
          type: 'button',
          class: 'button',
          id: 'strangers-forget',
          onclick: async () => {
            await run(forgetStrangers, 'options_strangers_forgotten');
            // The section is gone with its list; the next one says where one is.
            focusHeading('about');
          },
        },
        t('options_strangers_forget'),
      ),
    ),
  );
  let seen = '';
  return {
    id: ID,
    heading: 'options_strangers',
    element,
    update: ({ strangers, settings }) => {
      element.hidden = strangers.length === 0;
      const now = JSON.stringify([strangers, settings.region]);
      if (now === seen) return;
      seen = now;
      const row = ({ id, times, at }: Stranger) =>
        h(
          'li',
          {},
          h(
            'div',
            { class: 'plain' },
            h('code', {}, id === '' ? t('options_strangers_unnamed') : id),
            h(
              'span',
              { class: 'second' },
              t('options_strangers_row', { times, when: longMoment(at, settings.region, language) }),
            ),
          ),
        );
      keepingFocus(() =>
        fillElement(
          list,
          h('ul', { class: 'rows', 'aria-label': t('options_strangers') }, [...strangers].reverse().map(row)),
        ),
      );
    },
  };
};
