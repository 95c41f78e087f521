/**
 * A few lines instead of a framework: the pages are small, and text must only ever arrive as text.
 * There is no way here to hand over markup.
 */

type Child = Node | string | number | null | undefined | false;

type Handlers = {
  readonly [K in keyof HTMLElementEventMap as `on${K}`]?: (event: HTMLElementEventMap[K]) => void;
};

/**
 * Attributes by their HTML names; `true` sets an empty one, `false`, `null` and `undefined` leave it out.
 * `onclick` and the like take a function. `style` takes custom properties only, set through the CSSOM, because
 * the pages' policy forbids inline styles.
 */
export type Props = Handlers & {
  readonly style?: Readonly<Record<`--${string}`, string>>;
} & { readonly [attribute: string]: unknown };

/** An element with attributes, listeners and children. */
export const h = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: readonly (Child | readonly Child[])[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'style') {
      for (const [property, text] of Object.entries(value as Record<string, string>))
        element.style.setProperty(property, text);
    } else if (typeof value === 'function') {
      element.addEventListener(name.slice(2), value as EventListener);
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...nodes(children));
  return element;
};

const nodes = (children: readonly (Child | readonly Child[])[]): (Node | string)[] =>
  children
    .flat()
    .filter(
      (child): child is Node | string | number => child !== null && child !== undefined && child !== false,
    )
    .map((child) => (typeof child === 'number' ? String(child) : child));

/** Puts new children in place of the old. */
export const fillElement = (element: Element, ...children: readonly (Child | readonly Child[])[]): void => {
  element.replaceChildren(...nodes(children));
};

/** Runs a change of the page and gives the focus back to the control with the same id, if there still is one. */
export const keepingFocus = (change: () => void): void => {
  const id = document.activeElement?.id;
  change();
  if (id && document.activeElement?.id !== id) document.getElementById(id)?.focus();
};
