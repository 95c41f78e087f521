// @vitest-environment jsdom
/** The replicas' tree: what is drawn again under its key keeps its node, and no more nodes are moved than must be. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { h, Tree } from '../../src/replicas/dom.ts';

/** The most of `kept` that stand in a rising order, by trying every pair. */
const longest = (kept: readonly number[]): number => {
  const best: number[] = [];
  for (const [at, one] of kept.entries())
    best[at] = 1 + Math.max(0, ...best.filter((_, earlier) => (kept[earlier] ?? 0) < one));
  return Math.max(0, ...best);
};

const keys = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 24 });

it('brings keyed children into any order, each with its own node, and moves as few as can be', () => {
  fc.assert(
    fc.property(fc.array(keys, { minLength: 2, maxLength: 5 }), (rounds) => {
      const root = document.createElement('div');
      const tree = new Tree(root);
      const nodes = new Map<number, Node>();
      let before: readonly number[] = [];
      for (const round of rounds) {
        let moves = 0;
        root.insertBefore = <N extends Node>(node: N, next: Node | null): N => {
          moves += 1;
          return Node.prototype.insertBefore.call(root, node, next) as N;
        };
        tree.render(round.map((key) => h('p', { key: String(key) }, `number ${key}`)));
        expect([...root.children].map((one) => one.textContent)).toEqual(round.map((key) => `number ${key}`));
        const kept = round.filter((key) => before.includes(key));
        for (const key of kept) expect(root.children[round.indexOf(key)]).toBe(nodes.get(key));
        expect(moves).toBe(round.length - longest(kept.map((key) => before.indexOf(key))));
        nodes.clear();
        for (const [at, key] of round.entries()) nodes.set(key, root.children[at] as Node);
        before = round;
      }
    }),
  );
});

it('leaves alone what is drawn with the very same description, and fills it when it is another', () => {
  const root = document.createElement('div');
  const tree = new Tree(root);
  const empty = h('p', { key: 'a', class: 'empty' });
  tree.render([empty]);
  const [node] = root.children;
  node?.setAttribute('class', 'changed by somebody else');
  tree.render([empty]);
  expect(node?.className).toBe('changed by somebody else');
  tree.render([h('p', { key: 'a', class: 'full' }, h('b', null, 'words'))]);
  expect(root.innerHTML).toBe('<p class="full"><b>words</b></p>');
  tree.render([empty]);
  expect(root.innerHTML).toBe('<p class="empty"></p>');
  expect(root.children[0]).toBe(node);
});
