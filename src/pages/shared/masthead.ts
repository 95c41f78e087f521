/** What every page begins with: the way past its head, for whoever goes by keys, and whose page it is. */
import type { MessageKey, Translate } from '../../platform/i18n.ts';
import { h } from './dom.ts';
import { mark } from './shapes.ts';

interface Skip {
  /** Id of the place that it leads to. */
  readonly to?: string;
  readonly said?: MessageKey;
  /** Leads there in the link's stead, where the address has another use. */
  readonly onclick?: (event: Event) => void;
}

/** The link to the page's content, shown when it has the focus. */
export const skipLink = (
  t: Translate,
  { to = 'content', said = 'common_skip', onclick }: Skip = {},
): HTMLElement => h('a', { class: 'skip', href: `#${to}`, ...(onclick && { onclick }) }, t(said));

/** Our mark and name. @param size of the mark, px */
export const brand = (t: Translate, size: number): HTMLElement =>
  h('p', { class: 'brand' }, mark(size), t('ext_name'));
