/** How our pages ask back before something cannot be undone. */
import type { MessageKey, Translate } from '../../platform/i18n.ts';
import { h } from './dom.ts';

/** Asks in a modal of the browser's own; Escape means no. */
export const ask = (t: Translate, question: MessageKey): Promise<boolean> =>
  new Promise((resolve) => {
    const dialog = h(
      'dialog',
      { 'aria-labelledby': 'ask-question', 'aria-describedby': 'ask-help' },
      h('h2', { id: 'ask-question' }, t(question)),
      h('p', { id: 'ask-help', class: 'help' }, t('common_journal_confirm_help')),
      h(
        'div',
        { class: 'actions' },
        h(
          'button',
          { type: 'button', class: 'button primary', autofocus: true, onclick: () => dialog.close('no') },
          t('common_cancel'),
        ),
        h(
          'button',
          { type: 'button', class: 'button', onclick: () => dialog.close('yes') },
          t('common_delete'),
        ),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
