/** How the extension speaks, and how readily: language and strictness. */
import type { LanguageSetting, Strictness } from '../../domain/vocabulary.ts';
import { strictnessHelpKey, strictnessKey } from '../shared/keys.ts';
import { type Choice, type Context, choiceGroup, heldNote, type Section, sectionElement } from './parts.ts';

const STRICTNESSES: readonly Strictness[] = ['longgar', 'normal', 'ketat'];

export const behaviourSection = ({ t, save }: Pick<Context, 't' | 'save'>): Section => {
  const languages: readonly Choice<LanguageSetting>[] = [
    { value: 'auto', label: t('options_language_auto') },
    { value: 'id', label: t('options_language_id'), lang: 'id' },
    { value: 'en', label: t('options_language_en'), lang: 'en' },
  ];
  const language = choiceGroup(
    'language',
    t('options_language'),
    languages,
    (value) => void save({ language: value }),
    'thirds',
  );
  const strictness = choiceGroup(
    'strictness',
    t('options_strictness'),
    STRICTNESSES.map((value) => ({
      value,
      label: t(strictnessKey(value)),
      help: t(strictnessHelpKey(value)),
    })),
    (value) => void save({ strictness: value }),
  );
  const heldLanguage = heldNote('language', t, language.element);
  const heldStrictness = heldNote('strictness', t, strictness.element);
  return {
    id: 'behaviour',
    heading: 'options_behaviour',
    element: sectionElement(
      'behaviour',
      t('options_behaviour'),
      language.element,
      heldLanguage.element,
      strictness.element,
      heldStrictness.element,
    ),
    update: (stored) => {
      const { settings } = stored;
      language.select(settings.language);
      strictness.select(settings.strictness);
      language.element.disabled = heldLanguage.show(stored);
      strictness.element.disabled = heldStrictness.show(stored);
    },
  };
};
