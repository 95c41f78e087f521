/**
 * Small pages for the adapters' tests: markup of our own in the shape of the sites, and gestures on it as the guard
 * sees them, from the window in the capture phase.
 */
import type { ControlHit, Site } from '../../src/sites/site.ts';

/** Draws a page at an address; returns its body. */
export const page = (path: string, markup: string): HTMLElement => {
  history.replaceState(null, '', path);
  const parsed = new DOMParser().parseFromString(markup, 'text/html');
  document.body.replaceChildren(...parsed.body.childNodes);
  return document.body;
};

/** The element that a selector finds; a test that asks for nothing is wrong. */
export const one = (selector: string, root: ParentNode = document): Element => {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
};

/** What the adapter makes of an event. */
export const seen = (site: Site, target: Element, event: Event): ControlHit | null => {
  let hit: ControlHit | null = null;
  const listen = (one: Event): void => {
    hit = site.actionAt(one);
    one.stopImmediatePropagation();
  };
  addEventListener(event.type, listen, true);
  target.dispatchEvent(event);
  removeEventListener(event.type, listen, true);
  return hit;
};

const FLAGS = { bubbles: true, cancelable: true, composed: true } as const;

/** What the adapter makes of a click. */
export const click = (site: Site, target: Element): ControlHit | null =>
  seen(site, target, new MouseEvent('click', FLAGS));

/** What the adapter makes of a double click. */
export const doubleClick = (site: Site, target: Element): ControlHit | null =>
  seen(site, target, new MouseEvent('dblclick', FLAGS));

/**
 * What the adapter makes of an event of any kind.
 * @param at when it happens, ms
 */
export const happen = (site: Site, target: Element, type: string, at: number): ControlHit | null =>
  seen(site, target, Object.defineProperty(new Event(type, FLAGS), 'timeStamp', { value: at }));

/** What the adapter makes of a key. */
export const press = (site: Site, target: Element, key: string, more: KeyboardEventInit = {}) =>
  seen(site, target, new KeyboardEvent('keydown', { ...FLAGS, key, ...more }));

/** "like commit", or null: the part of a hit that tests mostly ask for. */
export const said = (hit: ControlHit | null): string | null => hit && `${hit.action} ${hit.step}`;

/** Clicks and reads what the control acts on, as the guard does, so that openers are remembered. */
export const aim = (site: Site, target: Element) => {
  const hit = click(site, target);
  return hit && site.subjectOf(hit);
};
