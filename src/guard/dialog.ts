/**
 * The warning itself: a modal `<dialog>` in our closed shadow root. It lays out words and reports one answer; it
 * knows no site and decides nothing. Closing it in any other way than "go on" is a cancel.
 */
import { attributes, el, grow, sign } from './dom.ts';
import type { Host } from './host.ts';
import type { GuardText } from './texts.ts';
import type { ExceptionChoice, PhotoAdvice, Warning } from './warning.ts';

export type Answer =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'continued' }
  | { readonly kind: 'excepted'; readonly choice: ExceptionChoice };

const button = (className: string, label: string, onPress: () => void): HTMLButtonElement => {
  const element = el('button', className, label);
  element.onclick = (event) => {
    // The second click of a double click was meant for what stood here before.
    if (event.detail > 1) event.preventDefault();
    else onPress();
  };
  return element;
};

/** A part that the dialog's own name or description points at. */
const part = (tag: 'h2' | 'p', name: string, ...children: readonly (Node | string)[]): HTMLElement =>
  attributes(el(tag, name, ...children), { id: `jn-${name}` });

/** Advice for an old photo: what was answered, the day it was taken, and the sentence to copy. */
const photoPart = ({ title, lead, sentence, more, latest }: PhotoAdvice, t: GuardText): HTMLElement => {
  const day = attributes(el('input', ''), { type: 'date', max: latest });
  const words = attributes(el('textarea', 'sentence'), {
    readonly: '',
    rows: '2',
    'aria-label': t('dialog_photo_sentence_label'),
  });
  words.value = sentence('');
  const told = attributes(el('span', 'told'), { role: 'status' });
  day.oninput = () => {
    words.value = sentence(day.value);
    told.textContent = '';
  };
  const copy = button('', t('dialog_photo_copy'), () => {
    const failed = () => {
      // A page may forbid the clipboard to everybody; what is selected can still be copied by hand.
      words.select();
      told.textContent = t('dialog_photo_copy_failed');
    };
    const copied = () => {
      told.textContent = t('dialog_photo_copied');
    };
    navigator.clipboard.writeText(words.value).then(copied, failed);
  });
  return el(
    'section',
    'photo',
    el('h3', '', title),
    ...grow(lead),
    el('label', 'day', t('dialog_photo_date'), ' ', day),
    words,
    el('div', 'copy', copy, told),
    el('div', 'more', ...grow([more])),
  );
};

/**
 * Shown first, modal a frame later: to make all behind it inert is most of the work, and nobody sees it. Until then
 * it is nothing to the keyboard and to screen readers, which would meet it twice.
 */
export class WarningDialog {
  readonly #host: Host;
  #open: { readonly element: HTMLDialogElement; readonly cancelled: () => void } | null = null;

  constructor(host: Host) {
    this.#host = host;
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** Shows a warning; a second one while one is open is refused (the page is inert behind it). */
  show(warning: Warning, language: 'id' | 'en', t: GuardText, onAnswer: (answer: Answer) => void): void {
    if (this.#open) return;
    const element = attributes(el('dialog', 'warning'), {
      lang: language,
      role: 'alertdialog',
      'aria-labelledby': 'jn-name',
      // That one cannot go on is heard at once; whom to ask can be read.
      'aria-describedby': warning.mayContinue ? 'jn-what jn-why' : 'jn-what jn-why jn-note',
    });
    const answer = (value: Answer) => {
      if (this.#open?.element !== element) return;
      this.#open = null;
      element.close();
      element.remove();
      onAnswer(value);
    };
    const cancelled = () => answer({ kind: 'cancelled' });
    this.#open = { element, cancelled };
    element.oncancel = (event) => {
      event.preventDefault();
      cancelled();
    };
    // Closed by anything else (a page that removes us and closes top-layer elements): nothing was agreed to.
    element.onclose = cancelled;
    const { level, exceptions } = warning;
    const cancel = button('primary', t('dialog_cancel'), cancelled);
    cancel.autofocus = true;
    const except = button('plain', t('dialog_not_participant'), () => {
      element.replaceChildren(choices);
      choices.querySelector('button')?.focus();
    });
    const goOn = warning.mayContinue
      ? [button('', t('dialog_continue'), () => answer({ kind: 'continued' }))]
      : [];
    // Without our script, which Firefox ends when the extension is removed, these still close the dialog.
    const actions = attributes(el('form', 'actions', cancel, ...goOn), { method: 'dialog' });
    const body = el(
      'div',
      'body',
      part('h2', 'name', sign(level), el('span', '', warning.name)),
      part('p', 'what', warning.what),
      part('p', 'why', warning.why),
      ...grow(warning.reasons),
      actions,
      ...warning.notes.map((note, at) => (at === 0 ? part('p', 'note', note) : el('p', 'note', note))),
      ...(exceptions[0] ? [except] : []),
      ...(warning.photo ? [photoPart(warning.photo, t)] : []),
      el('div', 'more', ...grow(warning.more)),
      el('p', 'privacy', t('dialog_privacy')),
    );
    // The second step of "not a participant?": what exactly was mistaken.
    const choices = el(
      'div',
      'body',
      // The dialog's own name now: the one of before is out of the page.
      attributes(el('h2', 'what', t('dialog_exception_title')), { id: 'jn-name' }),
      el(
        'div',
        'choices',
        ...exceptions.map((choice) => button('', choice.label, () => answer({ kind: 'excepted', choice }))),
      ),
      el('p', 'privacy', t('dialog_exception_note')),
      button('plain', t('dialog_exception_back'), () => {
        element.replaceChildren(body);
        except.focus();
      }),
    );
    element.append(body);
    attributes(element, { open: '', 'aria-hidden': 'true' });
    this.#host.show(element);
    // A hidden page draws no frame that could be waited for.
    if (document.hidden) this.settle();
    else requestAnimationFrame(() => setTimeout(() => this.settle()));
  }

  /** Makes the open dialog modal, on top of everything: it was only shown so far, or the page removed our host. */
  settle(): void {
    const element = this.#open?.element;
    if (!element?.isConnected || element.matches(':modal')) return;
    element.removeAttribute('open');
    element.removeAttribute('aria-hidden');
    element.showModal();
  }

  /** Cancels without asking: the extension was updated, or the guard stops. */
  dismiss(): void {
    this.#open?.cancelled();
  }
}
