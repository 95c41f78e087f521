/** The quiz and the presentation: what is asked, what it comes to, what is shown when. No page, no browser. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIONS, type Level } from '../../src/domain/vocabulary.ts';
import { training } from '../../src/pack/training-bundle.ts';
import {
  ANSWERS,
  type Answer,
  answered,
  MAX_SHEET,
  markOf,
  nextOpen,
  type Quiz,
  questionsFor,
  readHands,
  resultText,
  scoreOf,
  startQuiz,
  toReview,
} from '../../src/pages/training/model.ts';
import {
  dayOn,
  goTo,
  type Move,
  moved,
  moveFor,
  progressOf,
  revealed,
  type Show,
  startShow,
} from '../../src/pages/training/slides.ts';
import { translator } from '../../src/platform/i18n.ts';

const { scenarios } = training;
const sheets = fc.integer({ min: 0, max: MAX_SHEET });
const one = (level: Level): Answer => ({ kind: 'one', level });
const hands = (dilarang: number, careful: number, aman: number): Answer => ({
  kind: 'hands',
  hands: { dilarang, 'hati-hati': careful, aman },
});
const rightAnswers = (quiz: Quiz): Quiz =>
  quiz.questions.reduce((sofar, { day }, at) => answered(sofar, at, one(day.level)), quiz);

describe('the questions', () => {
  it('are the same for the same sheet, and others for another', () => {
    const ask = (sheet: number) => questionsFor(scenarios, { sheet, count: 12 });
    fc.assert(
      fc.property(sheets, (sheet) => {
        expect(ask(sheet)).toEqual(ask(sheet));
      }),
      { numRuns: 30 },
    );
    const keys = Array.from({ length: 40 }, (_, sheet) =>
      ask(sheet)
        .map(({ scenario, day }) => scenario.id + day.date)
        .join(),
    );
    expect(new Set(keys).size).toBe(40);
  });

  it('ask no scenario twice, and let every answer be right about as often', () => {
    fc.assert(
      fc.property(sheets, fc.integer({ min: 6, max: 24 }), (sheet, count) => {
        const questions = questionsFor(scenarios, { sheet, count });
        expect(questions).toHaveLength(count);
        expect(new Set(questions.map(({ scenario }) => scenario.id)).size).toBe(count);
        for (const level of ANSWERS)
          expect(questions.filter(({ day }) => day.level === level).length).toBeGreaterThanOrEqual(
            Math.floor(count / 4),
          );
      }),
    );
  });

  it('reach every action in a quiz of twelve', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const asked = questionsFor(scenarios, { sheet, count: 12 }).map(({ scenario }) => scenario.action);
        expect(new Set(asked)).toEqual(new Set(ACTIONS));
      }),
    );
  });

  it('keep to what was chosen, and are fewer when there are not enough', () => {
    const chosen = questionsFor(scenarios, {
      sheet: 7,
      count: 50,
      actions: ['join', 'attend'],
      sites: ['facebook'],
      items: ['disiplin-10', 'kode-etik-6'],
    });
    expect(chosen.length).toBeGreaterThan(2);
    expect(chosen.length).toBeLessThan(50);
    for (const { scenario, day } of chosen) {
      expect(['join', 'attend']).toContain(scenario.action);
      expect(scenario.site).toBe('facebook');
      expect(day.items.some((item) => item === 'disiplin-10' || item === 'kode-etik-6')).toBe(true);
    }
    expect(questionsFor(scenarios, { sheet: 1, count: 5, items: ['disiplin-11'] })).toEqual([]);
  });
});

describe('answers', () => {
  const quiz = startQuiz(scenarios, { sheet: 42, count: 6 });

  it('count once: whoever has read the explanation answers no more', () => {
    const first = answered(quiz, 0, one('aman'));
    expect(nextOpen(quiz)).toBe(0);
    expect(nextOpen(first)).toBe(1);
    expect(answered(first, 0, one('dilarang'))).toEqual(first);
    expect(quiz.answers[0]).toBeNull();
    expect(nextOpen(rightAnswers(quiz))).toBe(-1);
  });

  it.each([
    [{ dilarang: '12', 'hati-hati': ' 3 ', aman: '' }, hands(12, 3, 0)],
    [{ dilarang: '', 'hati-hati': '', aman: '' }, null],
    [{ dilarang: '0', 'hati-hati': '0', aman: '0' }, null],
    [{ dilarang: '-1', 'hati-hati': '3', aman: '' }, null],
    [{ dilarang: '1.5', 'hati-hati': '', aman: '' }, null],
    [{ dilarang: 'lima', 'hati-hati': '', aman: '' }, null],
    [{ dilarang: '2001', 'hati-hati': '', aman: '' }, null],
    [{ dilarang: '2000', 'hati-hati': '', aman: '' }, hands(2000, 0, 0)],
  ])('of a room are read from %j', (typed, expected) => {
    expect(readHands(typed)).toEqual(expected);
  });

  it.each<[Level, Answer, object]>([
    ['dilarang', one('dilarang'), { right: 1, all: 1, tooFree: 0, tooCareful: 0 }],
    ['dilarang', one('aman'), { right: 0, all: 1, tooFree: 1, tooCareful: 0 }],
    ['hati-hati', one('dilarang'), { right: 0, all: 1, tooFree: 0, tooCareful: 1 }],
    ['hati-hati', hands(5, 10, 3), { right: 10, all: 18, tooFree: 3, tooCareful: 5 }],
    ['aman', hands(5, 10, 3), { right: 3, all: 18, tooFree: 0, tooCareful: 15 }],
  ])('are marked: right %s, said %j', (level, answer, mark) => {
    const question = scenarios
      .flatMap((scenario) => scenario.days.map((day) => ({ scenario, day })))
      .find(({ day }) => day.level === level);
    if (!question) throw new Error(`no day is ${level}`);
    expect(markOf(question, answer)).toEqual(mark);
  });
});

describe('the score', () => {
  it('is whole for whoever is right, and nothing needs another look', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const score = scoreOf(rightAnswers(startQuiz(scenarios, { sheet, count: 10 })));
        expect(score).toMatchObject({ asked: 10, share: 1, wrong: [], tooFree: 0, tooCareful: 0, hands: 10 });
        expect(toReview(score)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('weighs each question the same, however many hands went up', () => {
    const quiz = startQuiz(scenarios, { sheet: 3, count: 2 });
    const [first, second] = quiz.questions.map(({ day }) => day.level);
    if (!first || !second) throw new Error('two questions are wanted');
    const room = (level: Level, right: number, wrong: number): Answer => {
      const other = ANSWERS.find((one) => one !== level) as Level;
      return {
        kind: 'hands',
        hands: { dilarang: 0, 'hati-hati': 0, aman: 0, [level]: right, [other]: wrong },
      };
    };
    const score = scoreOf(answered(answered(quiz, 0, room(first, 60, 0)), 1, room(second, 1, 1)));
    expect(score).toMatchObject({ asked: 2, share: 0.75, hands: 62, isClass: true, wrong: [1] });
  });

  it('is told by item, in the decree’s order, the clear days last', () => {
    const quiz = startQuiz(scenarios, { sheet: 11, count: 24 });
    const all = quiz.questions.reduce((sofar, _, at) => answered(sofar, at, one('dilarang')), quiz);
    const { byItem, asked } = scoreOf(all);
    const keys = [...byItem.keys()];
    expect(keys.at(-1)).toBe('aman');
    const rank = (key: string) => (key.startsWith('k') ? 0 : key.startsWith('d') ? 1 : 2);
    expect(keys.map(rank)).toEqual(keys.map(rank).sort());
    expect(byItem.get('aman')).toEqual({
      asked: quiz.questions.filter(({ day }) => day.items.length === 0).length,
      share: 0,
    });
    const weak = toReview(scoreOf(all)).map((item) => byItem.get(item)?.share ?? 1);
    expect(weak).toEqual([...weak].sort((one, other) => one - other));
    expect(weak).toHaveLength([...byItem.values()].filter(({ share }) => share < 0.8).length);
    expect(asked).toBe(24);
  });

  it('counts only what was answered, and nothing as nothing', () => {
    const quiz = startQuiz(scenarios, { sheet: 5, count: 4 });
    expect(scoreOf(quiz)).toMatchObject({ asked: 0, share: 0, questions: 4, hands: 0 });
    const level = quiz.questions[2]?.day.level ?? 'aman';
    expect(scoreOf(answered(quiz, 2, one(level)))).toMatchObject({ asked: 1, share: 1, questions: 4 });
  });
});

describe('the result to pass on', () => {
  it.each(['id', 'en'] as const)('holds numbers, items and the sheet, and nobody’s name: %s', (language) => {
    const t = translator(language);
    const quiz = startQuiz(scenarios, { sheet: 42, count: 12 });
    const text = resultText(
      quiz.questions.reduce((sofar, _, at) => answered(sofar, at, one('aman')), quiz),
      t,
    );
    expect(text).toContain('0042');
    expect(text).toContain(language === 'id' ? 'Kode etik butir' : 'Code of ethics item');
    expect(text).not.toMatch(/[{}]/);
    const right = quiz.questions.filter(({ day }) => day.level === 'aman').length;
    expect(text).toContain(`${right} ${language === 'id' ? 'dari' : 'of'} 12`);
    for (const { name, handle } of training.cast.people) {
      expect(text).not.toContain(name);
      expect(text).not.toContain(handle);
    }
  });

  it('says what is open, tells a room in shares, and praises nobody and blames nobody', () => {
    const t = translator('id');
    const quiz = startQuiz(scenarios, { sheet: 9999, count: 3 });
    const level = quiz.questions[0]?.day.level ?? 'aman';
    const text = resultText(
      answered(quiz, 0, { kind: 'hands', hands: { dilarang: 0, 'hati-hati': 0, aman: 0, [level]: 58 } }),
      t,
    );
    expect(text.split('\n')).toEqual([
      'Jaga Netral · latihan netralitas',
      '100% jawaban tepat · 1 soal, 58 suara',
      'Belum dijawab: 2 soal',
      'Tidak ada butir yang perlu diulang.',
      'Lembar 9999: nomor yang sama memberi soal yang sama.',
      'Hasil ini tidak memuat nama siapa pun.',
    ]);
  });
});

const MOVES: readonly Move[] = ['next', 'back', 'next-slide', 'back-slide', 'first', 'last', 'dark'];

describe('the presentation', () => {
  const start = startShow(scenarios);
  const walked = (show: Show, ...moves: readonly Move[]) => moves.reduce(moved, show);

  it('walks through every step of every slide, and back the same way', () => {
    const way: Show[] = [start];
    for (;;) {
      const last = way.at(-1) as Show;
      const next = moved(last, 'next');
      if (next === last) break;
      way.push(next);
    }
    const steps = start.slides.reduce(
      (sum, slide) => sum + (slide.kind === 'scenario' ? slide.steps.length : 1),
      0,
    );
    expect(way).toHaveLength(steps);
    expect(way.at(-1)?.slides[way.at(-1)?.slide ?? 0]?.kind).toBe('end');
    for (let at = way.length - 1; at > 0; at -= 1)
      expect(moved(way[at] as Show, 'back')).toEqual(way[at - 1]);
    expect(moved(start, 'back')).toEqual(start);
  });

  it('asks before it answers, and reveals nothing that a scenario does not have', () => {
    for (const slide of start.slides) {
      if (slide.kind !== 'scenario') continue;
      const { steps, scenario } = slide;
      expect(steps.slice(0, 5)).toEqual(['situation', 'post', 'question', 'answer', 'why']);
      expect(steps.includes('days')).toBe(scenario.days.length > 1);
      expect(steps.includes('instead')).toBe(scenario.instead !== undefined);
      expect(steps.includes('doubts')).toBe(scenario.doubts.length > 0);
    }
    expect(revealed(start)).toEqual([]);
    expect(revealed(walked(start, 'next'))).toEqual(['situation']);
    expect(revealed(walked(start, 'next', 'next', 'next'))).toEqual(['situation', 'post', 'question']);
  });

  it('stays inside whatever is pressed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...MOVES), { maxLength: 60 }), (moves) => {
        const { slides, slide, step } = walked(start, ...moves);
        const here = slides[slide];
        expect(here).toBeDefined();
        expect(step).toBeGreaterThanOrEqual(0);
        expect(step).toBeLessThan(here?.kind === 'scenario' ? here.steps.length : 1);
      }),
    );
    expect(goTo(start, Number.NaN).slide).toBe(0);
    expect(goTo(start, 1e9).slide).toBe(start.slides.length - 1);
    expect(goTo(start, -3).slide).toBe(0);
  });

  it('goes dark and comes back where it was', () => {
    const there = walked(start, 'next', 'next');
    const dark = moved(there, 'dark');
    expect(dark.dark).toBe(true);
    expect(moved(dark, 'dark')).toEqual(there);
    expect(moved(dark, 'next')).toEqual(there);
  });

  it('jumps by slides, to the first and to the last, and says where it is', () => {
    const third = walked(start, 'next-slide', 'next-slide', 'next-slide', 'next');
    expect([third.slide, third.step]).toEqual([3, 1]);
    expect(progressOf(third)).toEqual({ at: 3, of: scenarios.length });
    expect(progressOf(start)).toBeNull();
    expect(walked(third, 'back-slide')).toMatchObject({ slide: 2, step: 0 });
    expect(progressOf(walked(third, 'last'))).toBeNull();
    expect(walked(third, 'last', 'next-slide').slide).toBe(scenarios.length + 1);
    expect(walked(third, 'first')).toEqual(start);
  });

  it('has every move on a key, those of remote presenters too, and leaves other keys alone', () => {
    const keys = [
      'ArrowRight',
      'PageDown',
      ' ',
      'ArrowLeft',
      'PageUp',
      'Home',
      'End',
      '.',
      'ArrowDown',
      'ArrowUp',
    ];
    expect(new Set(keys.map(moveFor))).toEqual(new Set(MOVES));
    for (const key of ['Tab', 'Escape', 'F5', 'a', 'constructor']) expect(moveFor(key)).toBeNull();
  });

  it('takes the scenario’s own expectation for a day that it has, and its first for another', () => {
    const scenario = scenarios[0];
    if (!scenario) throw new Error('no scenario');
    expect(dayOn(scenario, scenario.days[2]?.date ?? null)).toBe(scenario.days[2]);
    expect(dayOn(scenario, '1999-01-01')).toBe(scenario.days[0]);
    expect(dayOn(scenario, null)).toBe(scenario.days[0]);
  });
});
