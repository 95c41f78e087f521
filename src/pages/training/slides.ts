/**
 * The presentation: slides, what each reveals and in which order, and which key does what. Pure: the page only draws the
 * state. A step back always undoes exactly one step forward, so that a trainer who pressed once too often loses nothing.
 */
import type { CivilDate } from '../../domain/vocabulary.ts';
import type { ScenarioData } from '../../pack/training-schema.ts';

/** What a slide can reveal, in this order. */
const STEPS = ['situation', 'post', 'question', 'answer', 'why', 'days', 'instead', 'doubts'] as const;
export type Step = (typeof STEPS)[number];

export type Slide =
  | { readonly kind: 'title' }
  | { readonly kind: 'scenario'; readonly scenario: ScenarioData; readonly steps: readonly Step[] }
  | { readonly kind: 'end' };

/** Steps that a scenario has something for. */
const stepsOf = ({ days, instead, doubts }: ScenarioData): Step[] =>
  STEPS.filter(
    (step) =>
      (step !== 'days' || days.length > 1) &&
      (step !== 'instead' || instead !== undefined) &&
      (step !== 'doubts' || doubts.length > 0),
  );

/** A slide for each scenario, between a title and an end. */
export const slidesOf = (scenarios: readonly ScenarioData[]): Slide[] => [
  { kind: 'title' },
  ...scenarios.map((scenario): Slide => ({ kind: 'scenario', scenario, steps: stepsOf(scenario) })),
  { kind: 'end' },
];

export interface Show {
  readonly slides: readonly Slide[];
  /** Place of the slide. */
  readonly slide: number;
  /** Place of the last step revealed on it; 0 on slides without steps. */
  readonly step: number;
  /** The screen is dark, so that the room looks at the trainer. */
  readonly dark: boolean;
}

export const startShow = (scenarios: readonly ScenarioData[]): Show => ({
  slides: slidesOf(scenarios),
  slide: 0,
  step: 0,
  dark: false,
});

const lastStep = (slide: Slide | undefined): number =>
  slide?.kind === 'scenario' ? slide.steps.length - 1 : 0;

export type Move = 'next' | 'back' | 'next-slide' | 'back-slide' | 'first' | 'last' | 'dark';

/** To a slide, with its first step only. A place outside the show is the nearest one inside. */
export const goTo = (show: Show, slide: number): Show => ({
  ...show,
  slide: Math.min(Math.max(Math.trunc(slide) || 0, 0), show.slides.length - 1),
  step: 0,
});

/** The show after a move. At its ends a move does nothing. In the dark any move but `dark` brings the light back. */
export const moved = (show: Show, move: Move): Show => {
  const { slides, slide, step, dark } = show;
  if (move === 'dark') return { ...show, dark: !dark };
  if (dark) return { ...show, dark: false };
  switch (move) {
    case 'next':
      if (step < lastStep(slides[slide])) return { ...show, step: step + 1 };
      return slide < slides.length - 1 ? goTo(show, slide + 1) : show;
    case 'back':
      if (step > 0) return { ...show, step: step - 1 };
      return slide > 0 ? { ...show, slide: slide - 1, step: lastStep(slides[slide - 1]) } : show;
    case 'next-slide':
      return slide < slides.length - 1 ? goTo(show, slide + 1) : show;
    case 'back-slide':
      return goTo(show, slide - 1);
    case 'first':
      return goTo(show, 0);
    case 'last':
      return goTo(show, slides.length - 1);
  }
};

/** Keys as `KeyboardEvent.key` names them. Remote presenters send the keys of a page, and a full stop for the dark. */
const KEYS: Readonly<Record<string, Move>> = {
  ArrowRight: 'next',
  PageDown: 'next',
  ' ': 'next',
  Enter: 'next',
  ArrowLeft: 'back',
  PageUp: 'back',
  Backspace: 'back',
  ArrowDown: 'next-slide',
  ArrowUp: 'back-slide',
  Home: 'first',
  End: 'last',
  b: 'dark',
  B: 'dark',
  '.': 'dark',
};

/** What a key does; null: nothing, and the key is left to the browser. */
export const moveFor = (key: string): Move | null => (Object.hasOwn(KEYS, key) ? (KEYS[key] ?? null) : null);

/** Steps that are on the screen now. */
export const revealed = ({ slides, slide, step }: Show): readonly Step[] => {
  const here = slides[slide];
  return here?.kind === 'scenario' ? here.steps.slice(0, step + 1) : [];
};

/** Where the show is, for the corner of the screen: "3 / 12", title and end not counted. */
export const progressOf = ({ slides, slide }: Show): { readonly at: number; readonly of: number } | null =>
  slides[slide]?.kind === 'scenario' ? { at: slide, of: slides.length - 2 } : null;

/** The day that a slide is judged on: the one that was dragged to, else the scenario's first. */
export const dayOn = ({ days }: ScenarioData, date: CivilDate | null): ScenarioData['days'][number] | null =>
  days.find((day) => day.date === date) ?? days[0] ?? null;
