/**
 * Watches for posts as they appear or change, so that they are recognised before a hand can reach them, and keeps
 * the health sample. Works in slices when the page is idle; never on the page's own time.
 */
import type { HealthSample } from '../domain/vocabulary.ts';
import type { Site } from '../sites/site.ts';

/** At most this long in one slice, in ms: far below what a person could notice while scrolling. */
const SLICE_MS = 6;
/** After a change that stands alone the page is looked at at once; otherwise when it has been calm for so long, in ms. */
const CALM_MS = 120;
/** A page that changes without end is looked at this often, in ms: what rushes past cannot be touched. */
const RESTLESS_MS = 500;
const HEALTH_MS = 3_000;
/** A page that was understood is asked about less often, in ms. */
const HEALTHY_MS = 6_000;
/** A page's main part or a dialog may itself be a post, and others may come into it. */
const LOOSE = 'main,[role="main"],[role="dialog"]';
/** When more than this changed since the last look, the whole page is looked at instead. */
const MAX_CHANGED = 2_000;

export interface ObserverEvents {
  /** A post that is new or whose content may have changed. */
  onPost(post: Element): void;
  onHealth(sample: HealthSample): void;
  /** The page changed something; the place to notice that our own host is gone. */
  onMutation(): void;
}

const isForeign = (node: Node): boolean => !node.nodeName.startsWith('JAGA-NETRAL');

/** A counter that ticks ("1,2 rb") is no new content. */
const isCounter = ({ data }: CharacterData): boolean =>
  /^[\d.,]+\s?(?:rb|jt|[KM])?$/i.test(data.slice(0, 20));

/** Starts watching; everything ends with the signal. `again` looks at all posts anew (settings changed). */
export const observePosts = (site: Site, events: ObserverEvents, signal: AbortSignal): { again(): void } => {
  /** What changed since the last look; true for what is new in the page and may hold posts. */
  const changed = new Map<Node, boolean>();
  /** Posts to be looked at: each once, however much changed in it. */
  const due = new Set<Element>();
  /** Elements that have been posts: a change inside one concerns that post and needs no search. */
  const known = new WeakSet<Node>();
  let scheduled = false;
  let lastSlice = Number.NEGATIVE_INFINITY;
  let lastChange = 0;
  let healthDue = 0;
  let lastHealth = '';
  let waiting = false;

  const lookAgain = () => {
    waiting = false;
    if (!signal.aborted) requestIdleCallback(reportHealth);
  };
  const reportHealth = () => {
    const early = healthDue - performance.now();
    if (early > 0) {
      // The last change of a page that then falls silent counts too.
      if (!waiting) setTimeout(lookAgain, early);
      waiting = true;
      return;
    }
    const sample = site.health(document);
    const isHealthy = sample.posts > 0 && sample.blind === 0;
    healthDue = performance.now() + (isHealthy ? HEALTHY_MS : HEALTH_MS);
    const key = JSON.stringify(sample);
    if (key === lastHealth) return;
    lastHealth = key;
    events.onHealth(sample);
  };

  const work = () => {
    scheduled = false;
    if (signal.aborted) return;
    lastSlice = performance.now();
    const isOver = () => performance.now() - lastSlice > SLICE_MS;
    try {
      // What was just looked at: changes come in clusters, and most of them stand in it.
      let place: Node | null = null;
      for (const [node, isNew] of changed) {
        if (isOver()) break;
        changed.delete(node);
        if (!node.isConnected || place?.contains(node)) continue;
        let post: Node | null = node;
        while (post && !known.has(post)) post = post.parentNode;
        if (post) due.add(post as Element);
        // Only what is new, or words outside every known post, can make a post.
        const search = post ? null : isNew ? (node as Element) : node instanceof Text && node.parentElement;
        for (const found of search ? site.postsIn(search) : []) {
          due.add(found);
          if (!found.matches(LOOSE)) known.add(found);
        }
        place = post ?? (isNew ? node : place);
      }
      for (const post of due) {
        if (isOver()) break;
        due.delete(post);
        if (post.isConnected) events.onPost(post);
      }
      if (changed.size + due.size > 0) schedule();
      else reportHealth();
    } catch {
      // A page that we do not understand is a matter for the health view, not for the page.
      changed.clear();
      due.clear();
    }
  };

  const schedule = () => {
    if (scheduled || signal.aborted) return;
    scheduled = true;
    wait();
  };
  const wait = () => {
    const now = performance.now();
    const rest = Math.min(lastChange + CALM_MS, lastSlice + RESTLESS_MS) - now;
    if (rest > 0 && !signal.aborted) setTimeout(wait, rest);
    else requestIdleCallback(work, { timeout: 200 });
  };

  const again = () => {
    if (document.documentElement) changed.set(document.documentElement, true);
    schedule();
  };
  const observer = new MutationObserver((records) => {
    events.onMutation();
    const before = changed.size;
    for (const record of records) {
      const { type, target } = record;
      if (type === 'characterData') {
        if (!changed.has(target) && !isCounter(target as CharacterData)) changed.set(target, false);
        continue;
      }
      for (const node of record.addedNodes)
        if (isForeign(node)) changed.set(node, node.nodeType === Node.ELEMENT_NODE);
      if (changed.has(target)) continue;
      for (const node of record.removedNodes) {
        if (!isForeign(node)) continue;
        changed.set(target, false);
        break;
      }
    }
    if (changed.size > MAX_CHANGED) {
      changed.clear();
      again();
    } else if (changed.size > before) {
      lastChange = performance.now();
      schedule();
    }
  });

  observer.observe(document, { childList: true, subtree: true, characterData: true });
  signal.addEventListener('abort', () => observer.disconnect());
  again();
  return { again };
};
