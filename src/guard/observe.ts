/**
 * Watches for posts that come into view or change there, so that they are recognised before a hand can reach them, and
 * keeps the health sample. Works in slices when the page is idle, never on the page's own time; of a post that nobody
 * sees it only asks the browser to say when somebody does.
 */
import type { HealthSample } from '../domain/vocabulary.ts';
import { pageClock } from '../platform/clock.ts';
import { quietly } from '../sites/dom.ts';
import type { Site } from '../sites/site.ts';

/** At most this long in one slice, in ms: far below what a person could notice while scrolling. */
const SLICE_MS = 6;
/** After a change that stands alone the page is looked at at once; otherwise when it has been calm for so long, in ms. */
const CALM_MS = 200;
/** A page that is not calm is asked again after so long, and looked at after so long in any case, in ms. */
const AGAIN_MS = 250;
const RESTLESS_MS = 1_000;
/**
 * One that rushes by is asked for its speed as seldom for the first four seconds, then each time so many times later,
 * until it is asked after more than so long, in ms: about a quarter of what the rush has lasted. A pointer that moves
 * brings it back to the first: who turns to something on the page has mostly stopped.
 */
const LATER = 1.25;
const SELDOM_MS = 3_500;
/** There a post is looked at that has been in view for so long, in ms: no hand reaches what rushes past sooner. */
const DWELL_MS = 600;
/**
 * A page that is itself scrolled by more heights of the window a millisecond than this shows nothing long enough, whatever
 * the browser says is in view: sites use the element of a post for another. Nothing is searched or read there until it
 * is slower.
 */
const RUSH_SPEED = 0.0015;
/**
 * A page that went on for so long without as long a rest is no longer told change by change: the observer pauses, and
 * what came meanwhile is searched for. Each call costs more than what is done in it, and a scrolled feed changes with every notch.
 */
const RUSH_MS = 300;
const PAUSE_MS = 600;
/** Only where a search of the whole page took at most this long, in ms: a long page is cheaper told than searched. */
const SEARCH_MS = 2;
/** What is in view is told this often, in ms, by browsers that can wait; the others tell it with every frame. */
const VIEW_MS = 400;
const HEALTH_MS = 3_000;
/** A page that was understood is asked about less often, in ms. */
const HEALTHY_MS = 6_000;
/** A page's main part or a dialog may itself be a post, and others may come into it. */
const LOOSE = 'main,[role="main"],[role="dialog"]';
/** When more changes than this came since the last look, the whole page is searched instead. */
const MAX_CHANGES = 2_000;

export interface ObserverEvents {
  /** A post in view, when it has come there and whenever something in the page has changed since. */
  onPost(post: Element): void;
  onHealth(sample: HealthSample): void;
  /** The page changed something; the place to notice that our own host is gone. */
  onMutation(): void;
}

const isForeign = (node: Node): boolean => !node.nodeName.startsWith('JAGA-NETRAL');

/** Starts watching; everything ends with the signal. `again` looks at all posts anew (settings changed). */
export const observePosts = (site: Site, events: ObserverEvents, signal: AbortSignal): { again(): void } => {
  /** What changed since the last look, unread: reading it at once would cost a page that scrolls every frame. */
  let changes: MutationRecord[] = [];
  /** Elements that came and are to be searched. */
  const fresh = new Set<Element>();
  /** Posts in view, with the time since when. */
  const inView = new Map<Element, number>();
  /** Those of them that are to be looked at. */
  const due = new Set<Element>();
  /** Elements that have been posts: what comes into one needs no search. */
  const known = new WeakSet<Node>();
  let scheduled = false;
  let lastSlice = Number.NEGATIVE_INFINITY;
  /** How far down the page stood when its speed was asked for last, px, and when that was. */
  let lastTop = 0;
  let lastTopAt = 0;
  let isRushing = false;
  /** Grows from half of the shortest time, which it reaches with the fourth ask. */
  let askIn = RESTLESS_MS / 2;
  let lastChange = 0;
  /** Since when the page goes on without a rest. */
  let restlessFrom = 0;
  let isPaused = false;
  /** Whether changes were not seen that a search of the whole page makes good. */
  let isMissing = false;
  /** How long the last search of the whole page took. */
  let searchTook = Number.POSITIVE_INFINITY;
  let asking: ReturnType<typeof setTimeout> | undefined;
  let healthDue = 0;
  let lastHealth = '';
  let waiting = false;

  /** Of a page that is not watched nobody knows it. */
  const isCalm = (now: number) => !isPaused && now - lastChange >= CALM_MS;
  const stir = (now: number) => {
    if (now - lastChange >= RUSH_MS) restlessFrom = now;
    lastChange = now;
  };
  const lookAgain = () => {
    waiting = false;
    if (!signal.aborted) requestIdleCallback(reportHealth);
  };
  const reportHealth = () => {
    const early = healthDue - pageClock();
    if (early > 0) {
      // The last change of a page that then falls silent counts too.
      if (!waiting) setTimeout(lookAgain, early);
      waiting = true;
      return;
    }
    const sample = site.health(document);
    const isHealthy = sample.posts > 0 && sample.blind === 0;
    healthDue = pageClock() + (isHealthy ? HEALTHY_MS : HEALTH_MS);
    const key = JSON.stringify(sample);
    if (key === lastHealth) return;
    lastHealth = key;
    events.onHealth(sample);
  };

  const seen = (entries: readonly IntersectionObserverEntry[]) => {
    const now = pageClock();
    // What has no box of its own (`display: contents`) is in view nowhere, though what stands in it may be.
    for (const { target, isIntersecting, boundingClientRect: box } of entries)
      if (isIntersecting || !(box.width || box.height)) {
        inView.set(target, now);
        due.add(target);
      } else {
        inView.delete(target);
        due.delete(target);
      }
    // Scrolling is no rest, even where nothing is built and taken away.
    stir(now);
    if (due.size > 0) schedule();
  };
  const view = new IntersectionObserver(seen, { delay: VIEW_MS } as IntersectionObserverInit);

  /**
   * Whether the page has rushed by since this was asked last. A page that is being closed is left alone as well: Firefox
   * throws when it is asked where it stands.
   */
  const isInRush = (now: number): boolean =>
    quietly(true, () => {
      const top = scrollY;
      isRushing = Math.abs(top - lastTop) > RUSH_SPEED * innerHeight * (now - lastTopAt);
      lastTop = top;
      lastTopAt = now;
      return isRushing;
    });

  const searchAll = () => {
    if (document.documentElement) fresh.add(document.documentElement);
  };
  /** Takes in what changed. */
  const takeIn = () => {
    let isChange = false;
    for (const record of changes) {
      const added = record.type === 'childList' ? record.addedNodes : [];
      // Words that changed, and what was taken out, are a change without anything to search.
      if (added.length === 0) isChange = true;
      for (const node of added)
        if (isForeign(node)) {
          isChange = true;
          if (node instanceof Element && node.isConnected) fresh.add(node);
        }
    }
    changes = [];
    if (isMissing) {
      searchAll();
      isMissing = isPaused;
      isChange = true;
    }
    if (isChange) for (const post of inView.keys()) due.add(post);
  };
  const search = (isOver: () => boolean) => {
    // What was just searched: what comes, comes in clusters, and most of them stand in it.
    let place: Node | null = null;
    for (const node of fresh) {
      if (isOver()) return;
      fresh.delete(node);
      if (!node.isConnected || place?.contains(node)) continue;
      place = node;
      while (place && !known.has(place)) place = place.parentNode;
      if (place) continue;
      place = node;
      const start = pageClock();
      for (const post of site.postsIn(node)) {
        view.observe(post);
        if (!post.matches(LOOSE)) known.add(post);
      }
      if (node === document.documentElement) searchTook = pageClock() - start;
    }
  };

  const work = () => {
    scheduled = false;
    if (signal.aborted) return;
    const now = pageClock();
    lastSlice = now;
    const isAtRest = isCalm(now);
    if (isInRush(now) && !isAtRest) {
      schedule();
      return;
    }
    const isOver = () => pageClock() - now > SLICE_MS;
    try {
      takeIn();
      // Where no post is in view, words that changed may have made one.
      if (inView.size === 0) searchAll();
      search(isOver);
      for (const post of due) {
        if (isOver()) break;
        if (!isAtRest && now - (inView.get(post) ?? 0) < DWELL_MS) continue;
        due.delete(post);
        if (post.isConnected) events.onPost(post);
        else inView.delete(post);
      }
      if (fresh.size + due.size > 0) schedule();
      else reportHealth();
    } catch {
      // A page that we do not understand is a matter for the health view, not for the page.
      fresh.clear();
      due.clear();
    }
  };

  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    wait();
  };
  const wait = () => {
    // Whoever resumes asks again; nobody does after the end.
    if (isPaused) return;
    const now = pageClock();
    const isTime = isCalm(now) || now - lastSlice >= RESTLESS_MS;
    if (!isTime) asking = setTimeout(wait, AGAIN_MS);
    else requestIdleCallback(work, { timeout: 200 });
  };

  const again = () => {
    searchAll();
    for (const post of inView.keys()) due.add(post);
    schedule();
  };
  const resumeIn = (ms: number) => {
    clearTimeout(asking);
    asking = setTimeout(resume, ms);
  };
  const hurry = () => {
    askIn = RESTLESS_MS / 2;
    if (isPaused) resumeIn(RESTLESS_MS);
  };
  const observe = () => observer.observe(document, { childList: true, subtree: true, characterData: true });
  const resume = () => {
    if (signal.aborted) return;
    events.onMutation();
    const now = pageClock();
    // While it lasts nothing is read anyway, so nobody need be told; not even what is in view, which each frame would
    // be asked for.
    if (isInRush(now)) {
      view.disconnect();
      addEventListener('pointermove', hurry, { once: true, signal });
      resumeIn(Math.max(askIn, RESTLESS_MS));
      if (askIn < SELDOM_MS) askIn *= LATER;
      return;
    }
    isPaused = false;
    observe();
    // What the page did meanwhile is not known: it has to be calm from now on.
    lastChange = now;
    if (!scheduled) schedule();
    else if (lastChange - lastSlice >= RESTLESS_MS) wait();
    else asking = setTimeout(wait, CALM_MS);
  };
  const pause = () => {
    isPaused = true;
    isMissing = true;
    observer.disconnect();
    changes = [];
    askIn = RESTLESS_MS / 2;
    resumeIn(PAUSE_MS);
  };
  const observer = new MutationObserver((records) => {
    events.onMutation();
    for (const record of records) changes.push(record);
    if (changes.length > MAX_CHANGES) {
      changes = [];
      again();
    }
    const now = pageClock();
    stir(now);
    schedule();
    if (now - restlessFrom >= RUSH_MS && (isRushing || searchTook <= SEARCH_MS)) pause();
  });

  observe();
  signal.addEventListener('abort', () => {
    // Nobody resumes after the end.
    pause();
    view.disconnect();
  });
  again();
  return { again };
};
