/**
 * How our pages follow what is stored: read at once and again after every change. Reads may overtake one another; only
 * the latest is shown. What cannot be read the first time is said in the page's place; later the page stays as it is.
 */
import { type MessageKey, resolveLanguage, translator } from '../../platform/i18n.ts';
import { onChange } from '../../platform/storage.ts';
import { fillElement, h } from './dom.ts';

interface Followed<Found> {
  read(): Promise<Found>;
  /** Brings the page up to date; called again whenever anything stored has changed, so it must find out what is new. */
  show(found: Found): void;
  /** Said where nothing could be read. */
  readonly error?: MessageKey;
  /** What the page stands in, when that is not the body. */
  readonly place?: Element;
}

/** @returns reads and shows once more, for whoever has just changed something; fails where that fails */
export const follow = <Found>({
  read,
  show,
  error = 'common_read_error',
  place = document.body,
}: Followed<Found>): (() => Promise<void>) => {
  let latest = 0;
  let isShown = false;
  const again = async (): Promise<void> => {
    latest += 1;
    const mine = latest;
    const found = await read();
    if (mine !== latest) return;
    show(found);
    isShown = true;
  };
  const heard = (): void => {
    again().catch((problem: unknown) => {
      console.error(problem);
      if (isShown) return;
      const language = resolveLanguage('auto', navigator.language);
      document.documentElement.lang = language;
      const said = h('p', { role: 'alert' }, translator(language)(error));
      fillElement(place, h('main', {}, said));
    });
  };
  onChange(heard);
  heard();
  return again;
};
