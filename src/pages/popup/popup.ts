/** Entry of the popup: reads, draws, and draws again whenever something stored changes. */
import { rules } from '../../pack/bundle.ts';
import { today } from '../../platform/clock.ts';
import { resolveLanguage, translator } from '../../platform/i18n.ts';
import { onChange, readAll } from '../../platform/storage.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { popupView } from './view.ts';

const setLanguage = (language: 'id' | 'en') => {
  document.documentElement.lang = language;
  document.title = translator(language)('popup_title');
};

/** Reads may overtake one another; only the latest may show what it found. */
let latest = 0;
const draw = async () => {
  latest += 1;
  const mine = latest;
  try {
    const stored = await readAll();
    if (mine !== latest) return;
    const language = resolveLanguage(stored.settings.language, navigator.language);
    setLanguage(language);
    const view = popupView({
      stored,
      rules,
      date: today(stored.settings),
      language,
      t: translator(language),
    });
    keepingFocus(() => fillElement(document.body, view));
  } catch (error) {
    console.error(error);
    const language = resolveLanguage('auto', navigator.language);
    setLanguage(language);
    fillElement(document.body, h('main', {}, h('p', { role: 'alert' }, translator(language)('popup_error'))));
  }
};

onChange(() => void draw());
void draw();
