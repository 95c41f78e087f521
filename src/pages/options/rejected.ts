/** Stored settings that could not be read: said plainly, shown as they were, kept until the person lets them go. */
import { dismissRejected } from '../../platform/storage.ts';
import { fillElement, h } from '../shared/dom.ts';
import { type Context, focusHeading, type Section, sectionElement } from './parts.ts';

export const rejectedSection = ({ t, run }: Context): Section => {
  const value = h('pre', {
    tabindex: 0,
    role: 'group',
    'aria-label': t('options_rejected_value'),
  });
  const element = sectionElement(
    'rejected',
    t('options_rejected'),
    h('p', { class: 'help' }, t('options_rejected_help')),
    value,
    h(
      'div',
      { class: 'actions' },
      h(
        'button',
        {
          type: 'button',
          class: 'button',
          id: 'rejected-copy',
          onclick: () =>
            void run(() => navigator.clipboard.writeText(value.textContent ?? ''), 'common_copied'),
        },
        t('options_rejected_copy'),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'button',
          id: 'rejected-dismiss',
          onclick: async () => {
            await run(dismissRejected, 'common_save_done');
            focusHeading('you');
          },
        },
        t('options_rejected_dismiss'),
      ),
    ),
  );
  element.classList.add('attention');
  return {
    id: 'rejected',
    heading: 'options_rejected',
    element,
    update: ({ rejected }) => {
      element.hidden = rejected === null;
      const text = (rejected?.problems ?? [])
        .map(({ field, found }) => `${field}: ${JSON.stringify(found, null, 2)}`)
        .join('\n');
      if (value.textContent !== text) fillElement(value, text);
    },
  };
};
