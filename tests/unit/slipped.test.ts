// @vitest-environment jsdom
/**
 * What the page makes of a witnessed operation: one act answers for one operation, an unforeseen one is laid to a
 * subject only where that is plain.
 *
 * To see a guard fail: let `foresee` in src/guard/acts.ts not mark an act as used, run.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Action } from '../../src/domain/vocabulary.ts';
import { Acts, type Press } from '../../src/guard/acts.ts';
import { isWitnessed, subjectOfOperation } from '../../src/guard/slipped.ts';
import type { ControlHit, Site } from '../../src/sites/site.ts';

/** A memory of acts of the given kinds at the given times, after which a press may have followed. */
const memory = (acts: readonly (readonly [Action, number])[], pressedAt = 0): Acts => {
  const made = new Acts();
  for (const [action, at] of acts) made.add(action, at);
  made.presses.push({ path: [], at: pressedAt });
  return made;
};

describe('an operation is foreseen', () => {
  it('by an act of the same kind within ten seconds', () => {
    expect(memory([['like', 0]]).foresee(['like'], 10_000)).toBe(true);
    expect(memory([['like', 0]]).foresee(['like'], 10_001)).toBe(false);
    expect(memory([['like', 0]]).foresee(['share'], 0)).toBe(false);
    expect(memory([['comment', 0]]).foresee(['quote', 'comment', 'post'], 0)).toBe(true);
    expect(new Acts().foresee(['like'], 0)).toBe(false);
  });

  it('once by each act, and again only until the person presses something else', () => {
    const repeated = memory([['like', 5]], 4);
    expect([repeated.foresee(['like'], 6), repeated.foresee(['like'], 7)]).toEqual([true, true]);
    repeated.presses.push({ path: [], at: 8 });
    expect(repeated.foresee(['like'], 9)).toBe(false);
    const late = memory([['like', 5]], 8);
    expect([late.foresee(['like'], 9), late.foresee(['like'], 9)]).toEqual([true, false]);
  });

  it('by a key’s act: it and its press are one event', () => {
    const byKey = memory([['like', 5]], 5);
    expect([byKey.foresee(['like'], 6), byKey.foresee(['like'], 6)]).toEqual([true, true]);
  });
});

/** Posts are articles; their address is that of their link, their text that of their paragraph. */
const site = {
  postsIn: (root: ParentNode | Element) => {
    const around = root instanceof Element ? root.closest('article') : null;
    return [...(around ? [around] : []), ...root.querySelectorAll('article')];
  },
  readPost: (post: Element) => ({
    kind: 'post',
    site: 'x',
    text: post.querySelector('p')?.textContent ?? '',
    permalink: post.querySelector('a')?.getAttribute('href') ?? undefined,
  }),
  subjectOf: ({ action, control }: ControlHit) => ({
    kind: 'account',
    site: 'x',
    text: `${action} ${control.id}`,
  }),
} as unknown as Site;

const byId = (id: string) => document.getElementById(id) as Element;
/** Presses on an element, and gives what is remembered of it. */
const press = (acts: Acts, id: string): void => {
  const heard = (event: Event) => acts.press(event);
  addEventListener('pointerdown', heard, { capture: true, once: true });
  byId(id).dispatchEvent(new Event('pointerdown', { bubbles: true, composed: true }));
};

describe('the subject of an unforeseen operation', () => {
  let acts: Acts;
  const find = (
    action: Parameters<typeof subjectOfOperation>[2],
    ids: readonly string[] = [],
    later = 1,
    presses: readonly Press[] = acts.presses,
  ) => subjectOfOperation(site, presses, action, ids, (acts.presses.at(-1)?.at ?? 0) + later)?.text;

  beforeEach(() => {
    acts = new Acts();
    const parsed = new DOMParser().parseFromString(
      `<article id="a"><a href="/satu/status/11">1</a><p>satu</p><button id="in-a"><i id="icon">x</i></button></article>
       <article id="b"><a href="/dua/status/112">2</a><p>dua</p><button id="in-b">x</button></article>
       <article id="ad"><p>iklan</p><button id="in-ad">x</button></article>
       <div id="menu"><span id="item" role="menuitem">x</span></div>`,
      'text/html',
    );
    document.body.replaceChildren(...parsed.body.childNodes);
  });

  it('is the post around the last press', () => {
    press(acts, 'in-a');
    press(acts, 'in-b');
    expect(find('like')).toBe('dua');
  });

  it('is found though the pressed button was drawn anew', () => {
    press(acts, 'icon');
    byId('in-a').remove();
    expect(find('like')).toBe('satu');
  });

  it('is nobody when the press was long ago or in no post', () => {
    press(acts, 'in-a');
    expect(find('like', [], 60_000)).toBeUndefined();
    press(acts, 'item');
    expect(find('like')).toBeUndefined();
  });

  it('of a share is the post whose menu was opened before', () => {
    press(acts, 'in-a');
    press(acts, 'item');
    expect(find('share')).toBe('satu');
  });

  it('is the post that the operation names, wherever the hand was, by its whole number', () => {
    press(acts, 'in-b');
    expect(find('like', ['11'])).toBe('satu');
    expect(find('like', ['1'])).toBeUndefined();
  });

  it('is nobody when the operation names a post that is not here, but a promoted one has no address', () => {
    press(acts, 'in-b');
    expect(find('like', ['99'])).toBeUndefined();
    press(acts, 'in-ad');
    expect(find('like', ['99'])).toBe('iklan');
  });

  it('of a follow is what the adapter reads around the pressed control', () => {
    press(acts, 'icon');
    expect(find('follow')).toBe('follow in-a');
    expect(find('follow', [], 1, [])).toBeUndefined();
  });
});

describe('the short memory', () => {
  it('keeps few acts and presses, and repeated presses in one place once', () => {
    const acts = new Acts();
    for (let n = 0; n < 20; n++) acts.add('like', n);
    expect(acts.done.map(({ at }) => at)).toEqual([12, 13, 14, 15, 16, 17, 18, 19]);
    document.body.replaceChildren(
      ...[1, 2, 3, 4, 5, 6].map((n) => Object.assign(document.createElement('b'), { id: `k${n}` })),
    );
    for (const id of ['k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k6', 'k6']) press(acts, id);
    expect(acts.presses.map(({ path }) => (path[0] as Element).id)).toEqual(['k3', 'k4', 'k5', 'k6']);
  });
});

describe('the worker’s message', () => {
  const good = { type: 'worker:witnessed', site: 'x', actions: ['like'], ids: ['1'] };
  it('is taken in its own shape only', () => {
    expect(isWitnessed(good)).toBe(true);
    for (const bad of [
      null,
      'worker:witnessed',
      { ...good, type: 'content:warned' },
      { ...good, site: 'y' },
      { ...good, actions: ['unlike'] },
      { ...good, ids: ['a"]'] },
      { ...good, ids: '1' },
    ])
      expect(isWitnessed(bad)).toBe(false);
  });
});
