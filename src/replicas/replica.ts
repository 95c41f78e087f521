/**
 * The one door of the replicas: draws a site's page into an element and keeps it alive. Needs nothing but a
 * browser's DOM, so that tests, the demo and a page of the extension can all use it.
 */
import type { Context, Near, SiteReplica } from './context.ts';
import { delegate, type Run, Tree } from './dom.ts';
import { createEndpoint, type Transport } from './endpoint.ts';
import { facebook } from './facebook.ts';
import { DEFAULT_ME, type ReplicaConfig, type ReplicaSite, type ReplicaView } from './feed.ts';
import { instagram } from './instagram.ts';
import { ORIGIN, pathOfView, viewOfPath } from './routes.ts';
import { Store } from './store.ts';
import { COMMON_CSS } from './style.ts';
import { threads } from './threads.ts';
import { x } from './x.ts';

const SITES: Readonly<Record<ReplicaSite, SiteReplica>> = { x, facebook, instagram, threads };
const OVERSCAN = 400;
const FOCUSABLE = 'button, a[href], [tabindex="0"], textarea, [contenteditable="true"]';

/** What the person has done so far, as plain data. */
export interface ReplicaState {
  readonly view: ReplicaView;
  readonly liked: readonly string[];
  readonly reposted: readonly string[];
  readonly followed: readonly string[];
  readonly joined: readonly string[];
  readonly pagesLiked: readonly string[];
  readonly rsvp: Readonly<Record<string, 'interested' | 'going'>>;
  readonly drafts: Readonly<Record<string, string>>;
  /** Kind of each open layer, outermost last. */
  readonly layers: readonly string[];
}

export interface Replica {
  readonly state: ReplicaState;
  navigate(view: ReplicaView): void;
  destroy(): void;
}

const style = (css: string): (() => void) => {
  // A constructed sheet passes any policy of the page; a <style> element is for engines that lack it.
  if (typeof CSSStyleSheet.prototype.replaceSync === 'function' && 'adoptedStyleSheets' in document) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }
  const element = document.createElement('style');
  element.textContent = css;
  document.head.append(element);
  return () => element.remove();
};

/**
 * Draws a replica below `root` and returns its handle. Operations and handler runs are noted in
 * `window.__operations` and `window.__handled`.
 * @param transport sends the operations; without it they are only noted
 */
export const createReplica = (root: HTMLElement, config: ReplicaConfig, transport?: Transport): Replica => {
  const site = SITES[config.site];
  const options = config.options ?? {};
  const store = new Store(config);
  const tree = new Tree(root);
  const heights = new Map<string, number>();
  const lists = new Map<string, { readonly ids: readonly string[]; readonly estimate: number }>();
  const slots = new Map<string, number>();
  const off = new AbortController();
  let view: ReplicaView = config.view ?? { kind: 'feed' };
  /** What the last drawing showed of each list, whether or not it is what stands near by now. */
  const shown = new Map<string, string>();
  let drawing = false;
  let again = false;
  window.__operations ??= [];
  window.__handled ??= [];

  const openDialogOfView = (): void => {
    store.layers =
      view.kind === 'dialog'
        ? [{ kind: 'post-dialog', postId: view.id }]
        : [...(site.opening?.(view, store) ?? [])];
  };
  openDialogOfView();

  const near = (list: string, ids: readonly string[], estimate: number): Near => {
    lists.set(list, { ids, estimate });
    if (drawing) shown.set(list, `0-${ids.length}`);
    const tall = (id: string | undefined): number =>
      (id === undefined ? undefined : heights.get(`${list}/${id}`)) ?? estimate;
    const tops: number[] = [];
    let total = 0;
    for (const id of ids) {
      tops.push(total);
      total += tall(id);
    }
    const at = {
      total,
      top: (index: number): number => tops[index] ?? 0,
      height: (index: number): number => tall(ids[index]),
    };
    if (options.virtualised === false) return { ...at, from: 0, to: ids.length, slots: ids.length };
    const box = root.querySelector(`[data-replica-list="${list}"]`)?.getBoundingClientRect();
    const start = -(box?.top ?? 0) - OVERSCAN;
    const end = -(box?.top ?? 0) + window.innerHeight + OVERSCAN;
    let from = ids.length;
    let to = 0;
    ids.forEach((id, index) => {
      if (at.top(index) + tall(id) < start || at.top(index) > end) return;
      from = Math.min(from, index);
      to = index + 1;
    });
    from = Math.min(from, to);
    const most = Math.max(1, slots.get(list) ?? 0, to - from);
    slots.set(list, most);
    // Always as many as there are nodes: none is thrown away, each is used again for another post.
    to = Math.min(ids.length, from + most);
    from = Math.max(0, to - most);
    if (drawing) shown.set(list, `${from}-${to}`);
    return { ...at, from, to, slots: most };
  };

  const context: Context = {
    config,
    options,
    language: config.language,
    me: config.me ?? DEFAULT_ME,
    store,
    get view() {
      return view;
    },
    send: createEndpoint(config.site, transport),
    change: (change) => {
      change();
      draw();
    },
    navigate: (next) => {
      view = next;
      openDialogOfView();
      draw();
      document.scrollingElement?.scrollTo?.(0, 0);
    },
    open: (layer) => {
      store.layers = [...store.layers, layer];
      draw();
    },
    close: () => {
      store.close();
      draw();
    },
    near,
    focus: (selector) => {
      const found = root.querySelector(selector);
      if (found instanceof HTMLElement) found.focus();
    },
  };

  /** Real heights replace the estimates; true when any was new. */
  const measure = (): boolean => {
    let changed = false;
    for (const cell of root.querySelectorAll('[data-replica-cell]')) {
      const id = cell.getAttribute('data-replica-cell') ?? '';
      const tall = cell instanceof HTMLElement ? cell.offsetHeight : 0;
      if (tall > 0 && Math.abs((heights.get(id) ?? 0) - tall) > 1) {
        heights.set(id, tall);
        changed = true;
      }
    }
    return changed;
  };

  const welcomed = new WeakSet<Element>();
  const openDialogs = (): void => {
    for (const dialog of root.querySelectorAll('dialog.r-native'))
      if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal?.();
    const dialog = [...root.querySelectorAll('.r-dialog')].at(-1);
    // Once: a later redraw must not pull the focus back.
    if (dialog && !welcomed.has(dialog)) {
      welcomed.add(dialog);
      const first =
        dialog.querySelector('[contenteditable="true"], textarea') ?? dialog.querySelector(FOCUSABLE);
      if (first instanceof HTMLElement) first.focus();
    }
  };

  const addressNow = (): string =>
    store.layers.findLast((layer) => layer.path !== undefined)?.path ??
    pathOfView(config.site, view, store.posts);
  let address = addressNow();
  let depth = store.layers.length;
  /** History moves as on the sites: a step for what opens, none for what closes. */
  const syncAddress = (): void => {
    const wanted = addressNow();
    if (options.navigates && wanted !== address) {
      if (store.layers.length < depth) history.replaceState(null, '', wanted);
      else history.pushState(null, '', wanted);
    }
    address = wanted;
    depth = store.layers.length;
  };

  const draw = (): void => {
    if (drawing) {
      again = true;
      return;
    }
    drawing = true;
    let rounds = 0;
    do {
      again = false;
      shown.clear();
      tree.render(site.render(context));
      again = measure() || again;
      rounds += 1;
    } while (again && rounds < 4);
    drawing = false;
    // After a far jump over posts never measured, even the last round may have drawn others than stand here now.
    if (isStale()) requestAnimationFrame(redraw);
    syncAddress();
    openDialogs();
  };

  /** True when other posts stand near than the last drawing showed. */
  const isStale = (): boolean =>
    [...shown].some(([list, range]) => {
      const { ids, estimate } = lists.get(list) ?? { ids: [], estimate: 0 };
      const { from, to } = near(list, ids, estimate);
      return range !== `${from}-${to}`;
    });
  const redraw = (): void => {
    if (!off.signal.aborted && isStale()) draw();
  };

  const follow = (href: string): void => {
    const target = new URL(href, ORIGIN[config.site]);
    if (target.origin === ORIGIN[config.site])
      context.navigate(viewOfPath(config.site, target.pathname + target.search));
  };

  root.classList.add('r-root', site.rootClass);
  root.lang = config.language;
  const unstyle = style(COMMON_CSS + site.css);
  const undelegate = delegate({
    root,
    handlers: tree.handlers,
    record: (run: Run) => window.__handled?.push({ name: run.name, postId: run.postId }),
    follow,
    key: (event) => site.key(context, event),
  });

  // Capture: the scroller may be the page or any element around the replica.
  document.addEventListener('scroll', redraw, { capture: true, passive: true, signal: off.signal });
  window.addEventListener('resize', draw, { signal: off.signal });
  window.addEventListener(
    'popstate',
    () => {
      if (!options.navigates) return;
      view = viewOfPath(config.site, location.pathname + location.search);
      openDialogOfView();
      address = addressNow();
      depth = store.layers.length;
      draw();
    },
    { signal: off.signal },
  );
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape' && store.layers.length > 0) context.close();
    },
    { signal: off.signal },
  );
  if (options.modal === 'trap')
    document.addEventListener(
      'focusin',
      (event) => {
        const dialog = [...root.querySelectorAll('.r-dialog')].at(-1);
        if (!dialog || !(event.target instanceof Node) || dialog.contains(event.target)) return;
        const first = dialog.querySelector(FOCUSABLE);
        if (first instanceof HTMLElement) first.focus();
      },
      { capture: true, signal: off.signal },
    );
  let keeper: MutationObserver | null = null;
  if (options.removeHost) {
    const sweep = (): void => {
      for (const child of [...document.documentElement.children])
        if (!child.matches('head, body')) child.remove();
    };
    keeper = new MutationObserver(sweep);
    keeper.observe(document.documentElement, { childList: true });
    sweep();
  }
  draw();

  return {
    get state(): ReplicaState {
      return {
        view,
        liked: [...store.reactions.keys()],
        reposted: [...store.reposted],
        followed: [...store.followed],
        joined: [...store.joined],
        pagesLiked: [...store.pagesLiked],
        rsvp: Object.fromEntries(store.rsvp),
        drafts: Object.fromEntries(store.drafts),
        layers: store.layers.map((layer) => layer.kind),
      };
    },
    navigate: context.navigate,
    destroy: () => {
      off.abort();
      undelegate();
      keeper?.disconnect();
      tree.clear();
      unstyle();
      root.classList.remove('r-root', site.rootClass);
    },
  };
};
