/** One-time passes: one gesture, thirty seconds, one content. */
import { expect, it } from 'vitest';
import { PASS_MS, Passes } from '../../src/guard/passes.ts';

it('serves one gesture and no other', () => {
  const passes = new Passes(() => 0);
  passes.grant('like|a');
  expect(passes.use('like|b', 1)).toBe(false);
  expect(passes.use('like|a', 1)).toBe(true);
  expect(passes.use('like|a', 1)).toBe(true);
  expect(passes.use('like|a', 2)).toBe(false);
});

it('ends after thirty seconds', () => {
  let now = 0;
  const passes = new Passes(() => now);
  passes.grant('like|a');
  now = PASS_MS + 1;
  expect(passes.use('like|a', 1)).toBe(false);
});
