/**
 * Our one element in the page: a closed shadow root on the document element, made when first needed and put back
 * when the page removes it, with a back-off so that two scripts never fight.
 */
import { style } from './dom.ts';

/** Puts back at most this often in a row; then the page has won and the next warning makes a new start. */
const MAX_RESTORES = 8;

export class Host {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  #restores = 0;

  constructor(css: string, mode: ShadowRootMode = 'closed') {
    this.element = document.createElement('jaga-netral');
    this.root = this.element.attachShadow({ mode });
    style(this.root, css);
    this.attach();
  }

  attach(): void {
    if (!this.element.isConnected) document.documentElement.append(this.element);
  }

  /** Shows a part of ours, in the page again if need be, with a fresh allowance of restores. */
  show(part: Element): void {
    this.#restores = 0;
    this.attach();
    this.root.append(part);
  }

  /** True when it had to be put back and could be. */
  restore(): boolean {
    if (this.element.isConnected || this.#restores >= MAX_RESTORES) return false;
    this.#restores += 1;
    // Pages that keep their root element clean mostly leave others their place in the body.
    const place = this.#restores > MAX_RESTORES / 2 ? document.body : document.documentElement;
    (place ?? document.documentElement).append(this.element);
    return true;
  }

  remove(): void {
    this.element.remove();
  }
}
