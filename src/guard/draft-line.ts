/**
 * A quiet line beside the composer while the draft in it would be held: no dialog while a person writes. It takes no
 * focus and no room, hears no pointer, is announced once and politely, and is gone when the draft is clear or its
 * composer closes. It holds nothing; sending is judged anew.
 */
import type { Verdict } from '../domain/vocabulary.ts';
import { attributes, el, sign } from './dom.ts';
import type { Knowledge } from './state.ts';
import type { DraftOutlook } from './surface.ts';

/** Between a change and the look at it, in ms: a word is seldom finished sooner, and nobody waits for the line. */
const CALM_MS = 300;
/** A page that never rests is not waited for longer, in ms. */
const IDLE_MS = 500;
const GAP = 8;
/** Whatever else is written in (a search box, a message) the adapter says no to. */
const EDITOR = '[contenteditable],textarea';

export interface DraftLineOptions {
  readonly outlook: (editor: Element) => DraftOutlook | null;
  /** The line for a verdict, in the person's language. */
  readonly words: (verdict: Verdict, knowledge: Knowledge) => string;
  /** Brings an element of ours into the page. */
  readonly show: (element: Element, knowledge: Knowledge) => void;
  /** True while something else of ours speaks: the warning, or a hint beside the control. */
  readonly isSilent: () => boolean;
}

/** The smallest box that holds an editor and what sends it; by itself an editor stands for its form or dialog. */
const boxOf = (editor: Element, control: Element): Element => {
  if (control === editor) return editor.closest('form,[role="dialog"]') ?? editor;
  let box: Element | null = control;
  while (box && !box.contains(editor)) box = box.parentElement;
  return box ?? editor;
};

/** Top of a line of that height: below the box, else above it, else below the editor, else at the foot of the window. */
const topOf = (box: DOMRect, editor: DOMRect, height: number): number => {
  const places = [box.bottom + GAP, box.top - GAP - height, editor.bottom + GAP];
  const foot = innerHeight - GAP - height;
  return places.find((top) => top >= GAP && top <= foot) ?? foot;
};

export class DraftLine {
  readonly #options: DraftLineOptions;
  /** What was touched last, to be looked at. */
  #touched: Element | null = null;
  #scheduled = false;
  /** The editor that is followed, and its composer. */
  #editor: Element | null = null;
  #box: Element | null = null;
  #line: HTMLElement | null = null;
  #text = '';
  /** What was already said of the draft in an editor. */
  readonly #said = new WeakMap<Element, string>();
  /** Site editors rewrite their nodes and often swallow `input`; a photo that is added fires nothing in the editor. */
  readonly #changes = new MutationObserver(() => this.again());

  constructor(options: DraftLineOptions) {
    this.#options = options;
  }

  /** Follows the composers of the page until the signal aborts. */
  start(signal: AbortSignal): void {
    const touched = (event: Event) => {
      const target = event.composedPath()[0];
      const editor = target instanceof Element && target.closest(EDITOR);
      if (editor) this.#schedule(editor);
    };
    for (const type of ['focusin', 'input'])
      addEventListener(type, touched, { capture: true, passive: true, signal });
    signal.addEventListener('abort', () => this.#leave());
    // A page may have put the focus into its composer before we came.
    const focused = document.activeElement?.closest(EDITOR);
    if (focused) this.#schedule(focused);
  }

  /** Looks again at the draft that is followed. */
  again(): void {
    if (this.#editor) this.#schedule(this.#editor);
  }

  #schedule(editor: Element): void {
    this.#touched = editor;
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => requestIdleCallback(this.#look, { timeout: IDLE_MS }), CALM_MS);
  }

  readonly #look = (): void => {
    this.#scheduled = false;
    const editor = this.#touched;
    const outlook = editor?.isConnected ? this.#options.outlook(editor) : null;
    if (!editor || !outlook) {
      // The focus may rest on something else of the page while the draft stays as it is.
      if (editor === this.#editor) this.#leave();
      return;
    }
    if (editor !== this.#editor) this.#leave();
    this.#editor = editor;
    this.#follow(boxOf(editor, outlook.control));
    if (outlook.verdict) this.#show(editor, outlook.verdict, outlook.knowledge);
    else this.#hide();
  };

  #follow(box: Element): void {
    if (box === this.#box) return;
    this.#box = box;
    this.#changes.disconnect();
    this.#changes.observe(box, { childList: true, subtree: true, characterData: true });
  }

  #leave(): void {
    this.#hide();
    this.#changes.disconnect();
    this.#editor = null;
    this.#box = null;
  }

  #hide(): void {
    this.#line?.remove();
    this.#line = null;
  }

  #show(editor: Element, verdict: Verdict, knowledge: Knowledge): void {
    const { words, show } = this.#options;
    this.#text = words(verdict, knowledge);
    if (this.#line?.isConnected) return;
    this.#hide();
    const level = verdict.level === 'dilarang' ? 'dilarang' : 'hati-hati';
    // A live region speaks of what changes in it: it must stand there, empty, before it gets its words.
    const line = attributes(el('div', 'hint draft', sign(level), el('span', '')), {
      role: 'status',
      'aria-live': this.#said.get(editor) === this.#text ? 'off' : 'polite',
      lang: knowledge.language,
      popover: 'manual',
    });
    line.style.visibility = 'hidden';
    show(line, knowledge);
    // Above the site's own modal dialogs; a manual popover takes no focus and closes nothing.
    line.showPopover();
    this.#line = line;
    requestAnimationFrame(() => this.#keepUp(line));
  }

  /** One frame: the words as they should be, the place beside the composer, wherever that has scrolled to. */
  #keepUp(line: HTMLElement): void {
    const [editor, box] = [this.#editor, this.#box];
    if (line !== this.#line || !editor || !box) return;
    const place = editor.getBoundingClientRect();
    // The composer was closed, emptied for another, or hidden; or the page has thrown us out.
    if (!editor.isConnected || !line.isConnected || place.width === 0) {
      this.#leave();
      return;
    }
    const silent = this.#options.isSilent();
    const words = line.lastElementChild;
    if (words && !silent && words.textContent !== this.#text) {
      words.textContent = this.#text;
      this.#said.set(editor, this.#text);
    }
    const around = box.getBoundingClientRect();
    const isSeen = !silent && place.bottom > 0 && place.top < innerHeight;
    const { style } = line;
    // What comes back after a warning or from below the window's edge has been said already.
    if (!isSeen && words?.textContent) line.setAttribute('aria-live', 'off');
    if (isSeen) {
      const left = Math.max(GAP, Math.min(around.left, innerWidth - GAP - line.offsetWidth));
      style.left = `${Math.round(left)}px`;
      style.top = `${Math.round(topOf(around, place, line.offsetHeight))}px`;
    }
    style.visibility = isSeen ? 'visible' : 'hidden';
    requestAnimationFrame(() => this.#keepUp(line));
  }
}
