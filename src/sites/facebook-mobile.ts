/**
 * Facebook's mobile page (m.facebook.com): Facebook, and what only that page has. The old touch page marks its
 * controls with `data-sigil`; today's page draws stories as a flat row of boxes without headers, in which the one
 * button that answers a long press is the like, and comment and share follow it.
 */
import type { Subject } from '../domain/vocabulary.ts';
import { asDrawn, hitAt, hitsOf, type Known, likeIn, sampleOf } from './controls.ts';
import { around, attr, authorOf, find, inOrder, quietly, readable, targetOf, union } from './dom.ts';
// One by one, so that what the desktop page alone needs stays out of this page's script.
import * as desktop from './facebook.ts';
import type { ControlHit, Site } from './site.ts';
import { joined, textOf } from './text.ts';

/** A story is drawn in few boxes; more than this belongs to several. */
const MAX_BOXES = 12;

/** A story's bar: each control stands so many places after the like. */
const BAR: readonly Known[] = [
  ['like', 'commit'],
  ['comment', 'open'],
  ['share', 'open'],
];

// The page's data, in the form that the reading wants; `use` fills them in once.
let SIGILS!: ReadonlyMap<string, Known>;
let STORY!: string;
let LIKE!: string;
/** Controls that this page alone has. */
let CONTROL!: string;

const use = (given: unknown): void => {
  const { selectors, sigils } = given as desktop.FacebookRules;
  desktop.use(given);
  SIGILS = new Map(Object.entries(sigils as unknown as Record<string, Known>));
  STORY = union(selectors.bloksUnit);
  LIKE = union(selectors.bloksLike);
  CONTROL = union(
    selectors.bloksControl,
    Object.keys(sigils).map((sigil) => `[data-sigil~="${sigil}"]`),
  );
};

/** What one of this page's own controls is. */
const recognise = (control: Element): Known | null => {
  let place: Element | null | undefined = control;
  for (const known of BAR) {
    if (place?.matches(LIKE)) return asDrawn(control, known);
    place = place?.previousElementSibling;
  }
  for (const sigil of attr(control, 'data-sigil').split(/\s+/)) {
    const known = SIGILS.get(sigil);
    if (known) return asDrawn(control, known);
  }
  return null;
};

/** Head and bar of a story are neighbours; it reaches back to the bar before. */
const boxesOf = (story: Element): Element[] => {
  const boxes: Element[] = [];
  for (let box: Element | null = story; box && boxes.length < MAX_BOXES; box = box.previousElementSibling) {
    if (box !== story && find(box, LIKE)) break;
    boxes.unshift(box);
  }
  return boxes;
};

/** The name of who wrote a story. */
const nameIn = (boxes: readonly Element[]): Element | null =>
  boxes.map((box) => find(box, '[role="link"]')).find((link) => link !== null) ?? null;

const readStory = (story: Element): Subject | null => {
  const boxes = boxesOf(story);
  const name = nameIn(boxes);
  const text = joined(boxes.map((box) => textOf(box, { blocks: true, skip: (one) => one === name })));
  return readable({ kind: 'post', site: 'facebook', author: authorOf(null, name && textOf(name)), text });
};

/** Single keys and dragging along a bar are the desktop page's. */
const actionAt = (event: Event): ControlHit | null =>
  quietly(null, () => {
    const target = targetOf(event);
    return target && (hitAt(event, CONTROL, recognise) ?? desktop.usedAt(event, target));
  });

const subjectOf = (hit: ControlHit): Subject | null => {
  const story = quietly(null, () => around(hit.control, STORY));
  if (!story) return desktop.subjectOf(hit);
  const subject = readPost(story);
  if (subject && hit.step === 'open') desktop.opened.remember(hit.action, subject);
  return subject;
};

const readPost = (post: Element): Subject | null =>
  quietly(null, () => (post.matches(STORY) ? readStory(post) : desktop.readPost(post)));

const postsIn = (root: ParentNode | Element): Element[] =>
  quietly([], () => {
    const stories = [...root.querySelectorAll(LIKE)].flatMap((like) => around(like, STORY) ?? []);
    return inOrder(new Set([...desktop.postsIn(root), ...stories]));
  });

const controlsIn = (root: ParentNode): ControlHit[] =>
  quietly([], () => {
    const own = hitsOf([...root.querySelectorAll(CONTROL)], recognise);
    const isOwn = ({ control }: ControlHit): boolean => own.some((hit) => hit.control.contains(control));
    return [...own, ...desktop.controlsIn(root).filter((hit) => !isOwn(hit))];
  });

export const facebookMobileSite: Site = {
  id: 'facebook',
  use,
  actionAt,
  subjectOf,
  draftAt: desktop.draftAt,
  postsIn,
  readPost,
  controlsIn,
  badgeAnchor: (post) =>
    quietly(null, () => (post.matches(STORY) ? nameIn(boxesOf(post)) : desktop.badgeAnchor(post))),
  health: (root) => sampleOf(facebookMobileSite, root, (post) => likeIn(post, CONTROL, recognise)),
};
