/** The line that says politely what was just done: one a page, gone after a moment. */
import { h } from './dom.ts';

/** How long it stays on screen. */
const SAID_FOR_MS = 3_000;

/** The line, to be put into the page once, and how to say something in it. */
export const saidLine = (): { readonly element: HTMLElement; say(text: string): void } => {
  const element = h('div', { class: 'status', role: 'status' });
  let fading: ReturnType<typeof setTimeout> | undefined;
  return {
    element,
    say: (text) => {
      clearTimeout(fading);
      // Emptied first, so that a screen reader also hears the same words a second time.
      element.textContent = '';
      requestAnimationFrame(() => {
        element.textContent = text;
      });
      fading = setTimeout(() => {
        element.textContent = '';
      }, SAID_FOR_MS);
    },
  };
};
