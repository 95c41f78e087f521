/** Filling `{name}` placeholders; apart from the catalogues, so that a page script brings only its own texts. */

export type MessageParams = Readonly<Record<string, string | number>>;

/**
 * Fills `{name}` placeholders. A placeholder without a value stays visible: better an odd word than a lost
 * sentence or an exception on somebody's page. Values are inserted once and never read as placeholders.
 */
export const fill = (template: string, params: MessageParams = {}): string =>
  template.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : placeholder,
  );
