/**
 * Watches for posts as they appear or change, so that they are recognised before a hand can reach them, and keeps
 * the health sample. Works in slices when the page is idle; never on the page's own time.
 */
import type { HealthSample } from '../domain/vocabulary.ts';
import type { Site } from '../sites/site.ts';

/** At most this long in one slice, in ms: far below what a person could notice while scrolling. */
const SLICE_MS = 6;
/** A page that changes without end is looked at at most this often, in ms. */
const CALM_MS = 150;
const HEALTH_MS = 3_000;

export interface ObserverEvents {
  /** A post that is new or whose content may have changed. */
  onPost(post: Element): void;
  onHealth(sample: HealthSample): void;
  /** The page changed something; the place to notice that our own host is gone. */
  onMutation(): void;
}

const isOurs = (node: Node): boolean => /^jaga-netral/i.test(node.nodeName);

/** True when a batch of mutations is our own badges coming and going. */
const onlyOurs = (records: readonly MutationRecord[]): boolean =>
  records.every(({ addedNodes, removedNodes }) => {
    const nodes = [...addedNodes, ...removedNodes];
    return nodes.length > 0 && nodes.every(isOurs);
  });

/** Starts watching; everything ends with the signal. `again` looks at all posts anew (settings changed). */
export const observePosts = (site: Site, events: ObserverEvents, signal: AbortSignal): { again(): void } => {
  const dirty = new Set<Node>();
  let scheduled = false;
  let lastSlice = 0;
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
    healthDue = performance.now() + HEALTH_MS;
    const sample = site.health(document);
    const key = JSON.stringify(sample);
    if (key === lastHealth) return;
    lastHealth = key;
    events.onHealth(sample);
  };

  const work = () => {
    scheduled = false;
    if (signal.aborted) return;
    const started = performance.now();
    lastSlice = started;
    try {
      for (const node of dirty) {
        if (performance.now() - started > SLICE_MS) break;
        dirty.delete(node);
        if (!node.isConnected) continue;
        const element = node instanceof Element ? node : node.parentElement;
        if (!element) continue;
        for (const post of site.postsIn(element)) events.onPost(post);
      }
      if (dirty.size > 0) schedule();
      else reportHealth();
    } catch {
      // A page that we do not understand is a matter for the health view, not for the page.
      dirty.clear();
    }
  };

  const schedule = () => {
    if (scheduled || signal.aborted) return;
    scheduled = true;
    const wait = Math.max(0, CALM_MS - (performance.now() - lastSlice));
    setTimeout(() => requestIdleCallback(work, { timeout: 200 }), wait);
  };

  const observer = new MutationObserver((records) => {
    events.onMutation();
    if (onlyOurs(records)) return;
    for (const { target, addedNodes, type } of records) {
      if (type === 'characterData' || addedNodes.length === 0) dirty.add(target);
      for (const node of addedNodes) if (!isOurs(node)) dirty.add(node.isConnected ? node : target);
    }
    if (dirty.size > 400) {
      dirty.clear();
      dirty.add(document.documentElement);
    }
    schedule();
  });

  const again = () => {
    if (document.documentElement) dirty.add(document.documentElement);
    schedule();
  };
  observer.observe(document, { childList: true, subtree: true, characterData: true });
  signal.addEventListener('abort', () => observer.disconnect());
  again();
  return { again };
};
