/**
 * Quiet lines near a control: "click once more", "saved". Never in the way of a pointer, announced politely, and
 * gone by themselves.
 */
import { attributes, el } from './dom.ts';
import type { Host } from './host.ts';

const GAP = 8;
const SECOND = 1000;

export class Hint {
  readonly #host: Host;
  #element: HTMLElement | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  get isShown(): boolean {
    return this.#element !== null;
  }

  /**
   * Shows a line beside a control, or at the foot of the window when there is none.
   * @param text the words for a number of seconds left
   * @param spoken what a screen reader says once; the countdown itself is not announced
   */
  show(near: Element | null, seconds: number, text: (seconds: number) => string, spoken: string): void {
    this.hide();
    const line = attributes(el('span', '', text(seconds)), { 'aria-hidden': 'true' });
    const words = el('span', 'spoken');
    const element = attributes(el('div', 'hint', line, words), { role: 'status' });
    this.#host.show(element);
    // A live region speaks of what changes in it: it must stand there before it gets its words.
    requestAnimationFrame(() => words.append(spoken));
    this.#element = element;
    this.#place(element, near);
    let left = seconds;
    this.#timer = setInterval(() => {
      left -= 1;
      if (left <= 0) this.hide();
      else line.textContent = text(left);
    }, SECOND);
  }

  hide(): void {
    clearInterval(this.#timer);
    this.#element?.remove();
    this.#element = null;
  }

  #place(element: HTMLElement, near: Element | null): void {
    const box = element.getBoundingClientRect();
    const rect = near?.isConnected ? near.getBoundingClientRect() : null;
    const visible = rect && rect.bottom > 0 && rect.top < innerHeight && rect.width > 0;
    const left = visible ? rect.left : (innerWidth - box.width) / 2;
    const below = visible ? rect.bottom + GAP : innerHeight - box.height - 3 * GAP;
    const top = below + box.height > innerHeight && visible ? rect.top - box.height - GAP : below;
    element.style.left = `${Math.max(GAP, Math.min(left, innerWidth - box.width - GAP))}px`;
    element.style.top = `${Math.max(GAP, top)}px`;
  }
}
