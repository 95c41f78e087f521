/**
 * The quiz: which questions are asked, what was answered, what it comes to. Pure, so that a lesson can be repeated from
 * its sheet number alone, and nothing in it knows who answered: results hold no names and no times.
 */
import type { Action, ItemId, Level, SiteId } from '../../domain/vocabulary.ts';
import type { ScenarioData } from '../../pack/training-schema.ts';
import type { Translate } from '../../platform/i18n.ts';
import { itemLabel } from '../shared/keys.ts';

/** The three answers to "may you?": no, with care, yes. They are the three levels of a verdict. */
export const ANSWERS: readonly Level[] = ['dilarang', 'hati-hati', 'aman'];

type Day = ScenarioData['days'][number];

/** One scenario on one of its days. */
export interface Question {
  readonly scenario: ScenarioData;
  readonly day: Day;
}

/** What to ask. Absent: everything. */
export interface Choice {
  /** The number of the sheet: the same number gives the same questions in the same order. */
  readonly sheet: number;
  /** So many questions; fewer when there are not so many scenarios. */
  readonly count: number;
  readonly actions?: readonly Action[];
  readonly sites?: readonly SiteId[];
  readonly items?: readonly string[];
}

/** Largest number of a sheet: four digits can be read out in a room. */
export const MAX_SHEET = 9999;

/** Mulberry32: numbers in [0, 1) that are the same for the same start, in every browser. */
const randomFrom = (start: number): (() => number) => {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const shuffled = <T>(list: readonly T[], random: () => number): T[] => {
  const result = [...list];
  for (let at = result.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [result[at], result[other]] = [result[other] as T, result[at] as T];
  }
  return result;
};

const fits = ({ action, site }: ScenarioData, { items }: Day, choice: Choice): boolean =>
  (choice.actions?.includes(action) ?? true) &&
  (choice.sites?.includes(site) ?? true) &&
  (choice.items === undefined || items.some((item) => choice.items?.includes(item)));

/** Counts what was asked so far, to ask next what was asked least. */
const tally = () => {
  const counts = new Map<string, number>();
  return {
    of: (key: string) => counts.get(key) ?? 0,
    add: (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1),
  };
};

/**
 * Chooses questions: no scenario twice, and the right answers, actions and sites as evenly as the scenarios allow. Most
 * days of most scenarios are prohibited; a quiz in which "no" is always right would teach nothing.
 */
export const questionsFor = (scenarios: readonly ScenarioData[], choice: Choice): Question[] => {
  const random = randomFrom(choice.sheet);
  let open = shuffled(
    scenarios.flatMap((scenario) =>
      scenario.days.filter((day) => fits(scenario, day, choice)).map((day) => ({ scenario, day })),
    ),
    random,
  );
  const asked = tally();
  const weightOf = ({ scenario, day }: Question): number =>
    2 * asked.of(day.level) + 2 * asked.of(scenario.action) + asked.of(scenario.site);
  const questions: Question[] = [];
  while (questions.length < choice.count && open.length > 0) {
    const next = open.reduce((best, one) => (weightOf(one) < weightOf(best) ? one : best));
    questions.push(next);
    for (const key of [next.day.level, next.scenario.action, next.scenario.site]) asked.add(key);
    open = open.filter(({ scenario }) => scenario !== next.scenario);
  }
  return questions;
};

/** What one person said, or how many hands went up for each answer. */
export type Answer =
  | { readonly kind: 'one'; readonly level: Level }
  | { readonly kind: 'hands'; readonly hands: Readonly<Record<Level, number>> };

/** A room holds no more. */
export const MAX_HANDS = 2000;

/**
 * Hands as a trainer types them.
 * @param typed by answer; what is left empty counts as nobody
 * @returns null when a number is none, or when no hand went up at all
 */
export const readHands = (typed: Readonly<Record<Level, string>>): Answer | null => {
  const numbers = ANSWERS.map((level) => (/^\s*\d{0,4}\s*$/.test(typed[level]) ? Number(typed[level]) : -1));
  if (numbers.some((count) => count < 0 || count > MAX_HANDS)) return null;
  if (numbers.every((count) => count === 0)) return null;
  const [dilarang = 0, careful = 0, aman = 0] = numbers;
  return { kind: 'hands', hands: { dilarang, 'hati-hati': careful, aman } };
};

/** A quiz under way: answers by the place of their question. */
export interface Quiz {
  readonly sheet: number;
  readonly questions: readonly Question[];
  readonly answers: readonly (Answer | null)[];
}

export const startQuiz = (scenarios: readonly ScenarioData[], choice: Choice): Quiz => {
  const questions = questionsFor(scenarios, choice);
  return { sheet: choice.sheet, questions, answers: questions.map(() => null) };
};

/** The quiz with one answer given. The first counts: whoever has seen the explanation answers it no more. */
export const answered = (quiz: Quiz, place: number, answer: Answer): Quiz =>
  quiz.answers[place] === null
    ? { ...quiz, answers: quiz.answers.map((one, at) => (at === place ? answer : one)) }
    : quiz;

/** Place of the first question without an answer; -1: all are answered. */
export const nextOpen = ({ answers }: Quiz): number => answers.indexOf(null);

/** How often an answer was given: one person's is one hand. */
const handsFor = (answer: Answer, level: Level): number =>
  answer.kind === 'hands' ? answer.hands[level] : Number(answer.level === level);

const allHands = (answer: Answer): number => ANSWERS.reduce((sum, level) => sum + handsFor(answer, level), 0);

/** How far an answer was off. */
export interface Mark {
  /** Hands for the right answer, and all. */
  readonly right: number;
  readonly all: number;
  /** Hands for a milder answer than the right one, the mistake that matters, and for a stricter one. */
  readonly tooFree: number;
  readonly tooCareful: number;
}

export const markOf = ({ day }: Question, answer: Answer): Mark => {
  const at = ANSWERS.indexOf(day.level);
  const sum = (levels: readonly Level[]) =>
    levels.reduce((total, level) => total + handsFor(answer, level), 0);
  return {
    right: handsFor(answer, day.level),
    all: allHands(answer),
    tooFree: sum(ANSWERS.slice(at + 1)),
    tooCareful: sum(ANSWERS.slice(0, at)),
  };
};

/** A share of right answers, each question weighing the same however many hands went up. */
export interface Share {
  readonly asked: number;
  /** 0 to 1; 0 when nothing was asked. */
  readonly share: number;
}

export interface Score extends Share {
  /** Questions of the quiz, answered or not. */
  readonly questions: number;
  /** True when hands were counted. */
  readonly isClass: boolean;
  /** All hands of all questions. */
  readonly hands: number;
  readonly tooFree: number;
  readonly tooCareful: number;
  /** By item of the decree, in its order; days without an item stand under `aman`. */
  readonly byItem: ReadonlyMap<ItemId | 'aman', Share>;
  /** Places of the questions that were not answered rightly by everybody, the worst first. */
  readonly wrong: readonly number[];
}

const meanOf = (shares: readonly number[]): Share => ({
  asked: shares.length,
  share: shares.length === 0 ? 0 : shares.reduce((sum, one) => sum + one, 0) / shares.length,
});

/** "kode-etik-4" before "disiplin-2", as the decree has them; the clear days last. */
const orderOf = (item: ItemId | 'aman'): number =>
  item === 'aman'
    ? Number.POSITIVE_INFINITY
    : Number(item.replace(/^\D+/, '')) + (item.startsWith('disiplin') ? 100 : 0);

/** What the answers come to. Open questions count for nothing. */
export const scoreOf = (quiz: Quiz): Score => {
  const marked = quiz.questions.flatMap((question, place) => {
    const answer = quiz.answers[place];
    if (!answer) return [];
    const mark = markOf(question, answer);
    return [{ place, question, mark, share: mark.right / mark.all }];
  });
  const byItem = new Map<ItemId | 'aman', number[]>();
  for (const { question, share } of marked) {
    const items = question.day.items.length > 0 ? (question.day.items as ItemId[]) : (['aman'] as const);
    for (const item of items) byItem.set(item, [...(byItem.get(item) ?? []), share]);
  }
  return {
    ...meanOf(marked.map(({ share }) => share)),
    questions: quiz.questions.length,
    isClass: quiz.answers.some((answer) => answer?.kind === 'hands'),
    hands: marked.reduce((sum, { mark }) => sum + mark.all, 0),
    tooFree: marked.reduce((sum, { mark }) => sum + mark.tooFree, 0),
    tooCareful: marked.reduce((sum, { mark }) => sum + mark.tooCareful, 0),
    byItem: new Map(
      [...byItem]
        .sort(([one], [other]) => orderOf(one) - orderOf(other))
        .map(([item, shares]) => [item, meanOf(shares)]),
    ),
    wrong: marked
      .filter(({ share }) => share < 1)
      .sort((one, other) => one.share - other.share)
      .map(({ place }) => place),
  };
};

/** Below this an item is worth another look. */
const GOOD = 0.8;

/** Items to go through again, the weakest first; of equals the decree's order. */
export const toReview = ({ byItem }: Score): (ItemId | 'aman')[] =>
  [...byItem]
    .filter(([, { share }]) => share < GOOD)
    .sort(([, one], [, other]) => one.share - other.share)
    .map(([item]) => item);

const percent = (share: number): number => Math.round(share * 100);

/** Numbers of a person's answers are whole; of a room's they are not, and only the share is said. */
const scoreLine = ({ asked, share, hands, isClass }: Score, t: Translate): string =>
  isClass
    ? t('training_result_class', { percent: percent(share), hands, asked })
    : t('training_result_score', { right: Math.round(share * asked), asked, percent: percent(share) });

/** The result as a text to pass on: no name, no place, no time; only the sheet, so that others can try the same. */
export const resultText = (quiz: Quiz, t: Translate): string => {
  const score = scoreOf(quiz);
  const weak = toReview(score).map((item) =>
    item === 'aman' ? t('training_result_clear') : itemLabel(item, t),
  );
  return [
    t('training_result_title'),
    scoreLine(score, t),
    ...(score.asked < score.questions
      ? [t('training_result_open', { open: score.questions - score.asked })]
      : []),
    weak.length > 0
      ? t('training_result_review', { items: weak.join(', ') })
      : t('training_result_no_review'),
    t('training_result_sheet', { sheet: String(quiz.sheet).padStart(4, '0') }),
    t('training_result_private'),
  ].join('\n');
};
