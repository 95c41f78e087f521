/** How the extension speaks, and how readily: language and strictness. */
import type { LanguageSetting, Strictness } from '../../domain/vocabulary.ts';
import type { MessageKey } from '../../platform/i18n.ts';
import type { Stored } from '../../platform/storage.ts';
import { strictnessHelpKey, strictnessKey } from '../shared/keys.ts';
import { type Choice, type Context, choiceGroup, heldNote, type Section, sectionElement } from './parts.ts';

const STRICTNESSES: readonly Strictness[] = ['longgar', 'normal', 'ketat'];

type Needs = Pick<Context, 't' | 'save'>;

/** A choice with the line that says why it cannot be changed, where the agency holds it. */
interface Choosing {
  readonly elements: readonly HTMLElement[];
  update(stored: Stored): void;
}

const languageChoice = ({ t, save }: Needs): Choosing => {
  const languages: readonly Choice<LanguageSetting>[] = [
    { value: 'auto', label: t('options_language_auto') },
    { value: 'id', label: t('options_language_id'), lang: 'id' },
    { value: 'en', label: t('options_language_en'), lang: 'en' },
  ];
  const { element, select } = choiceGroup(
    'language',
    t('options_language'),
    languages,
    (value) => void save({ language: value }),
    'thirds',
  );
  const held = heldNote('language', t, element);
  return {
    elements: [element, held.element],
    update: (stored) => {
      select(stored.settings.language);
      element.disabled = held.show(stored);
    },
  };
};

const strictnessChoice = ({ t, save }: Needs): Choosing => {
  const { element, select } = choiceGroup(
    'strictness',
    t('options_strictness'),
    STRICTNESSES.map((value) => ({
      value,
      label: t(strictnessKey(value)),
      help: t(strictnessHelpKey(value)),
    })),
    (value) => void save({ strictness: value }),
  );
  const held = heldNote('strictness', t, element);
  return {
    elements: [element, held.element],
    update: (stored) => {
      select(stored.settings.strictness);
      element.disabled = held.show(stored);
    },
  };
};

const sectionOf = (id: string, heading: MessageKey, choices: readonly Choosing[], { t }: Needs): Section => ({
  id,
  heading,
  element: sectionElement(id, t(heading), ...choices.flatMap(({ elements }) => elements)),
  update: (stored) => {
    for (const choice of choices) choice.update(stored);
  },
});

export const behaviourSection = (context: Needs): Section =>
  sectionOf('behaviour', 'options_behaviour', [languageChoice(context), strictnessChoice(context)], context);

/** Strictness alone, for the welcome page: it is one of the first choices, and the language is not. */
export const strictnessSection = (context: Needs): Section =>
  sectionOf('strictness', 'welcome_strictness', [strictnessChoice(context)], context);

/** The language alone. */
export const languageSection = (context: Needs): Section =>
  sectionOf('language', 'options_language', [languageChoice(context)], context);
