/**
 * The warning itself: a modal `<dialog>` in our closed shadow root. It lays out words and reports one answer; it
 * knows no site and decides nothing. Closing it in any other way than "go on" is a cancel.
 */
import { el, sign } from './dom.ts';
import type { Host } from './host.ts';
import type { GuardText } from './texts.ts';
import type { ExceptionChoice, Snippet, Warning } from './warning.ts';

export type Answer =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'continued' }
  | { readonly kind: 'excepted'; readonly choice: ExceptionChoice };

const button = (className: string, label: string, onPress: () => void): HTMLButtonElement => {
  const element = el('button', className, label);
  element.type = 'button';
  element.addEventListener('click', onPress);
  return element;
};

const snippetRow = ({ caption, pieces }: Snippet): HTMLElement =>
  el(
    'div',
    'matched',
    el('p', 'caption', caption),
    el('p', '', ...pieces.map(({ text, marked }) => (marked ? el('mark', '', text) : text))),
  );

const fold = (title: string, ...content: readonly Node[]): HTMLDetailsElement =>
  el('details', '', el('summary', '', title), ...content);

const list = (entries: readonly (Node | string)[]): HTMLUListElement =>
  el('ul', '', ...entries.map((entry) => el('li', '', entry)));

/** The rule's own words, folded away until wanted. */
const details = (warning: Warning, language: 'id' | 'en', t: GuardText): HTMLElement => {
  const { item } = warning;
  const more = el('div', 'more');
  if (!item) return more;
  const wording = fold(
    t('dialog_wording'),
    el('blockquote', '', item.wording),
    el('p', '', item.explanation[language]),
  );
  if (item.conditions.length > 0)
    wording.append(
      el('p', 'quiet', t('dialog_conditions')),
      list(item.conditions.map((one) => one[language])),
    );
  if (item.basis.length > 0)
    wording.append(el('p', 'quiet', t('dialog_basis')), list(item.basis.map(({ cite }) => cite)));
  const sanction = fold(
    t('dialog_sanction'),
    el('p', '', item.sanction.range[language]),
    el('p', '', item.sanction.cite),
    el('p', 'quiet', t('dialog_sanction_note')),
  );
  const sources = fold(
    t('dialog_sources'),
    list(
      item.sources.map(({ publisher, title, url }) => {
        const text = `${publisher}: ${title[language]}`;
        if (!url) return text;
        const link = el('a', '', text);
        link.href = url;
        link.target = '_blank';
        link.rel = 'noopener noreferrer';
        return link;
      }),
    ),
  );
  more.append(wording, sanction, sources);
  if (item.doubts.length > 0)
    more.append(fold(t('dialog_doubts'), list(item.doubts.map((one) => one[language]))));
  return more;
};

export class WarningDialog {
  readonly #host: Host;
  #open: { readonly element: HTMLDialogElement; readonly answer: (answer: Answer) => void } | null = null;

  constructor(host: Host) {
    this.#host = host;
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** Shows a warning; a second one while one is open is refused (the page is inert behind it). */
  show(warning: Warning, language: 'id' | 'en', t: GuardText, onAnswer: (answer: Answer) => void): void {
    if (this.#open) return;
    const element = el('dialog', 'warning');
    element.lang = language;
    element.setAttribute('role', 'alertdialog');
    element.setAttribute('aria-labelledby', 'jn-name');
    element.setAttribute('aria-describedby', 'jn-what jn-why');
    const answer = (value: Answer) => {
      if (this.#open?.element !== element) return;
      this.#open = null;
      element.close();
      element.remove();
      onAnswer(value);
    };
    this.#open = { element, answer };
    element.addEventListener('cancel', (event) => {
      event.preventDefault();
      answer({ kind: 'cancelled' });
    });
    // Closed by anything else (a page that removes us and closes top-layer elements): nothing was agreed to.
    element.addEventListener('close', () => answer({ kind: 'cancelled' }));
    this.#layOut(element, warning, language, t, answer);
    this.#host.settle();
    this.#host.attach();
    this.#host.root.append(element);
    element.showModal();
  }

  /** Puts the open dialog back on top after the page removed our host. */
  reopen(): void {
    const open = this.#open;
    if (!open || open.element.matches(':modal')) return;
    open.element.removeAttribute('open');
    open.element.showModal();
  }

  /** Cancels without asking: the extension was updated, or the guard stops. */
  dismiss(): void {
    this.#open?.answer({ kind: 'cancelled' });
  }

  #layOut(
    element: HTMLDialogElement,
    warning: Warning,
    language: 'id' | 'en',
    t: GuardText,
    answer: (answer: Answer) => void,
  ): void {
    const name = el('h2', 'name', sign(warning.level), el('span', '', warning.name));
    name.id = 'jn-name';
    const what = el('p', 'what', warning.what);
    what.id = 'jn-what';
    const why = el('p', 'why', warning.why);
    why.id = 'jn-why';
    const cancel = button('primary', t('dialog_cancel'), () => answer({ kind: 'cancelled' }));
    cancel.autofocus = true;
    const goOn = button('', t('dialog_continue'), () => answer({ kind: 'continued' }));
    const body = el('div', 'body', name, what, why, ...warning.snippets.map(snippetRow));
    if (warning.rule !== '') {
      const rule = el(
        'p',
        'rule',
        `${warning.rule} `,
        ...warning.itemIds.slice(0, 1).map((id) => el('code', '', id)),
      );
      if (warning.also) rule.append(` ${warning.also}`);
      body.append(rule);
    }
    body.append(el('p', 'stage', warning.stage));
    if (warning.simulated) body.append(el('p', 'stage', warning.simulated));
    body.append(el('div', 'actions', cancel, goOn));
    if (warning.exceptions.length > 0)
      body.append(
        button('plain', t('dialog_not_participant'), () =>
          this.#askException(element, body, warning, t, answer),
        ),
      );
    body.append(details(warning, language, t), el('p', 'privacy', t('dialog_privacy')));
    element.append(body);
  }

  /** The second step of "not a participant?": what exactly was mistaken. */
  #askException(
    element: HTMLDialogElement,
    body: HTMLElement,
    warning: Warning,
    t: GuardText,
    answer: (answer: Answer) => void,
  ): void {
    const title = el('h2', 'what', t('dialog_exception_title'));
    const back = button('plain', t('dialog_exception_back'), () => {
      element.replaceChildren(body);
      body.querySelector<HTMLButtonElement>('button.plain')?.focus();
    });
    const choices = warning.exceptions.map((choice) =>
      button('', choice.label, () => answer({ kind: 'excepted', choice })),
    );
    element.replaceChildren(
      el(
        'div',
        'body',
        title,
        el('div', 'choices', ...choices),
        el('p', 'privacy', t('dialog_exception_note')),
        back,
      ),
    );
    choices[0]?.focus();
  }
}
