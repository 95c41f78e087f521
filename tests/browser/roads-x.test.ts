/**
 * Every road to an act on X, in both browsers: mouse, finger, Enter and Space, the site's shortcuts, menus in either
 * spelling, cards, composers, addresses that other sites link to, and the layout of a phone.
 *
 * To see a guard fail: take the line with `byKey` out of `actionAt` in src/sites/x.ts, build, run.
 */
import { clickOn } from './driver.ts';
import { keyOn } from './hands.ts';
import { type Road, testRoads } from './roads.ts';

const HEART = 'article [data-testid="like"]';

const ROADS: readonly Road[] = [
  {
    site: 'x',
    road: 'mouse',
    action: 'like',
    op: /^FavoriteTweet$/,
    how: { go: (page) => clickOn(page, HEART) },
  },
  {
    site: 'x',
    road: 'Space',
    action: 'like',
    op: /^FavoriteTweet$/,
    how: { go: (page) => keyOn(page, HEART, ' ') },
  },
];

testRoads('x', ROADS);
