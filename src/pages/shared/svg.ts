/** Drawings made by hand, like `h` for elements: attributes and children, text as text, no markup. */

const SVG = 'http://www.w3.org/2000/svg';

/** An SVG element; attributes that are null are left out. */
export const svg = <Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | number | null>> = {},
  ...children: readonly (Node | string | readonly Node[])[]
): SVGElementTagNameMap[Tag] => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null) element.setAttribute(name, String(value));
  element.append(...(children.flat() as (Node | string)[]));
  return element;
};
