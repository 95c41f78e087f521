/** Writing and reading XML for the templates. Reading is only for checks, and loads its parser when it is needed. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
/** Text as it stands in XML, in an element or an attribute. */
export const inXml = (text: string): string => text.replace(/[&<>"']/g, (one) => ENTITIES[one] ?? one);

/** A tag with attributes; what is undefined is left out. */
export const tag = (
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content?: string,
): string => {
  const inside = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${inXml(String(value))}"`]))
    .join('');
  return content === undefined ? `<${name}${inside}/>` : `<${name}${inside}>${content}</${name}>`;
};

/** Lines, each set in by two blanks. */
export const indented = (lines: readonly string[]): string =>
  lines.map((line) => line.replace(/^(?=.)/gm, '  ')).join('\n');

/** A tag around lines of their own. */
export const block = (
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  lines: readonly string[],
): string => tag(name, attributes, `\n${indented(lines)}\n`);

export type XmlReading = { readonly document: Document } | { readonly fault: string };

/** Reads XML; a fault says where it is not well formed. */
export const readXml = async (text: string): Promise<XmlReading> => {
  const { JSDOM } = await import('jsdom');
  const { DOMParser } = new JSDOM('').window;
  const document = new DOMParser().parseFromString(text, 'application/xml');
  const fault = document.getElementsByTagName('parsererror')[0];
  return fault ? { fault: fault.textContent?.trim() ?? 'not well formed' } : { document };
};

/** Child elements, by name if one is given. */
export const childrenOf = (element: Element, name?: string): Element[] =>
  [...element.children].filter((child) => name === undefined || child.localName === name);
