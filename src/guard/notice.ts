/**
 * Tells, after the fact and out of the way, that an act had left before it could be held. No modal: nothing can be
 * prevented any more, so nothing may be interrupted. It stays until it is closed, because it says how to undo.
 */
import { attributes, el } from './dom.ts';
import type { Host } from './host.ts';

export interface NoticeText {
  readonly name: string;
  readonly lines: readonly string[];
  readonly close: string;
}

export class Notice {
  readonly #host: Host;
  #element: HTMLElement | null = null;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Shows the newest; an older one has been read or will not be. */
  show({ name, lines, close }: NoticeText): void {
    this.hide();
    const button = attributes(el('button', '', close), { type: 'button' });
    button.addEventListener('click', () => this.hide());
    const words = lines.map((line) => el('p', '', line));
    const element = attributes(el('div', 'notice'), { role: 'status' });
    this.#element = element;
    this.#host.show(element);
    // A live region speaks of what changes in it: it must stand there before it gets its words.
    requestAnimationFrame(() => element.append(el('p', 'title', name), ...words, button));
  }

  hide(): void {
    this.#element?.remove();
    this.#element = null;
  }
}
