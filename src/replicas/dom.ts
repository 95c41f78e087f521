/**
 * React in small, because what matters for an interceptor is how React behaves: one set of listeners at the root
 * container, handlers found by walking up from the target, nodes patched in place and recycled, and nodes that
 * somebody else put into the page left alone.
 */

/** One thing that a control does. Every run is recorded under this name. */
export interface Run {
  readonly name: string;
  readonly postId: string;
  run(event: Event, node: Element): void;
}

export interface Handlers {
  /** Click, and Enter or Space on what is no native control. */
  readonly press?: Run;
  readonly dblclick?: Run;
  /** What the button does here when pressed down or let go, or null. */
  readonly mousedown?: (event: Event, node: Element) => Run | null;
  readonly mouseup?: (event: Event, node: Element) => Run | null;
  /** The same for a click that the site counts for itself, and for a finger laid down. */
  readonly click?: (event: Event, node: Element) => Run | null;
  readonly touchstart?: (event: Event, node: Element) => Run | null;
  /** The pointer comes and goes. Like typing, not recorded: it is no action, and each would be a line. */
  readonly enter?: (node: Element) => void;
  readonly leave?: (node: Element) => void;
  /** A finger is laid down. */
  readonly touch?: (node: Element) => void;
  readonly input?: (node: Element) => void;
  /** Says what a key does here, or null when it does nothing. */
  readonly keydown?: (event: KeyboardEvent) => Run | null;
}

export type Attribute = string | number | boolean | undefined;

export interface Props {
  readonly [attribute: string]: Attribute | Handlers | Readonly<Record<string, string>>;
  readonly on?: Handlers;
  /** Same key, same node: across patches and positions. */
  readonly key?: string;
  /** The children belong to the person who types: never patched after creation. */
  readonly typed?: boolean;
  readonly css?: Readonly<Record<string, string>>;
}

export interface VNode {
  readonly tag: string;
  readonly text: string;
  readonly props: Props;
  readonly children: readonly VNode[];
  node?: Node;
}

export type Child = VNode | string | number | null | undefined | false | readonly Child[];

const EMPTY: Props = {};
const SVG = 'http://www.w3.org/2000/svg';
const NOT_ATTRIBUTES: ReadonlySet<string> = new Set(['on', 'key', 'typed', 'css']);

const flatten = (children: readonly Child[], into: VNode[]): VNode[] => {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) flatten(child as readonly Child[], into);
    else if (typeof child === 'string' || typeof child === 'number')
      into.push({ tag: '#text', text: String(child), props: EMPTY, children: [] });
    else into.push(child as VNode);
  }
  return into;
};

/** A node to be: `h('div', { role: 'button' }, 'text')`. */
export const h = (tag: string, props: Props | null = null, ...children: readonly Child[]): VNode => ({
  tag,
  text: '',
  props: props ?? EMPTY,
  children: flatten(children, []),
});

/** Bare boxes around a child: the sites nest many, and depth is part of what an adapter has to cope with. */
export const boxes = (depth: number, ...children: readonly Child[]): VNode =>
  depth <= 1 ? h('div', null, ...children) : h('div', null, boxes(depth - 1, ...children));

/** The tree of one replica: what it made, and which handlers its nodes have. */
export class Tree {
  readonly handlers = new WeakMap<Node, Handlers>();
  readonly #container: Element;
  #current: readonly VNode[] = [];

  constructor(container: Element) {
    this.#container = container;
  }

  /** Brings the page to what is wanted, touching only what differs. */
  render(wanted: readonly VNode[]): void {
    this.#patchChildren(this.#container, this.#current, wanted, this.#container.namespaceURI ?? '');
    this.#current = wanted;
  }

  /** Takes away everything that was made. */
  clear(): void {
    this.render([]);
  }

  #create(vnode: VNode, namespace: string): Node {
    if (vnode.tag === '#text') {
      const text = document.createTextNode(vnode.text);
      vnode.node = text;
      return text;
    }
    const space = vnode.tag === 'svg' ? SVG : namespace;
    const node = space === SVG ? document.createElementNS(SVG, vnode.tag) : document.createElement(vnode.tag);
    vnode.node = node;
    this.#setProps(node, EMPTY, vnode.props);
    for (const child of vnode.children) node.appendChild(this.#create(child, space));
    return node;
  }

  #setProps(node: Element, before: Props, after: Props): void {
    for (const name of Object.keys(before))
      if (!NOT_ATTRIBUTES.has(name) && !(name in after)) node.removeAttribute(name);
    for (const [name, value] of Object.entries(after)) {
      if (NOT_ATTRIBUTES.has(name) || before[name] === value) continue;
      if (value === undefined || value === false) node.removeAttribute(name);
      else node.setAttribute(name, value === true ? '' : String(value));
    }
    if (node instanceof HTMLElement || node instanceof SVGElement) {
      for (const name of Object.keys(before.css ?? {}))
        if (!(name in (after.css ?? {}))) node.style.removeProperty(name);
      for (const [name, value] of Object.entries(after.css ?? {}))
        if (before.css?.[name] !== value) node.style.setProperty(name, value);
    }
    if (after.on) this.handlers.set(node, after.on);
    else this.handlers.delete(node);
  }

  #patch(before: VNode, after: VNode, namespace: string): Node {
    const node = before.node;
    if (node && before === after) return node;
    if (node === undefined) return this.#create(after, namespace);
    after.node = node;
    if (after.tag === '#text') {
      if (before.text !== after.text) node.nodeValue = after.text;
      return node;
    }
    const element = node as Element;
    this.#setProps(element, before.props, after.props);
    if (!after.props.typed)
      this.#patchChildren(element, before.children, after.children, after.tag === 'svg' ? SVG : namespace);
    return node;
  }

  #patchChildren(
    parent: Element,
    before: readonly VNode[],
    after: readonly VNode[],
    namespace: string,
  ): void {
    const keyed = new Map<string, number>();
    before.forEach((vnode, at) => {
      if (vnode.props.key !== undefined) keyed.set(vnode.props.key, at);
    });
    const used = new Set<number>();
    const sources: number[] = [];
    let loose = 0;
    for (const wanted of after) {
      let from = -1;
      const key = wanted.props.key;
      if (key !== undefined) from = keyed.get(key) ?? -1;
      else {
        while (loose < before.length && before[loose]?.props.key !== undefined) loose += 1;
        if (loose < before.length) {
          from = loose;
          loose += 1;
        }
      }
      const old = from < 0 ? undefined : before[from];
      if (old && old.tag === wanted.tag && old.props.typed === wanted.props.typed) {
        this.#patch(old, wanted, namespace);
        used.add(from);
        sources.push(from);
      } else {
        this.#create(wanted, namespace);
        sources.push(-1);
      }
    }
    before.forEach((vnode, at) => {
      // A node that somebody else took out of the page is not ours to take out again.
      if (!used.has(at) && vnode.node?.parentNode === parent) parent.removeChild(vnode.node);
    });
    const staying = longestRise(sources);
    let next: Node | null = null;
    for (let at = after.length - 1; at >= 0; at -= 1) {
      const node = after[at]?.node;
      if (!node) continue;
      if (!staying.has(at) || node.parentNode !== parent)
        parent.insertBefore(node, next?.parentNode === parent ? next : null);
      next = node;
    }
  }
}

/**
 * Positions whose nodes can stay where they are while the others move around them: the longest run of sources that
 * rises. Sought among the ends of the runs found so far, for a feed has thousands of children and is drawn while it is
 * scrolled.
 * @param sources where the child at each position stood before; below 0 if nowhere
 */
const longestRise = (sources: readonly number[]): ReadonlySet<number> => {
  /** At each length the position at which the run of that length with the lowest end has its end. */
  const ends: number[] = [];
  const previous: number[] = [];
  sources.forEach((source, at) => {
    if (source < 0) return;
    let low = 0;
    let high = ends.length;
    // Mostly nothing has moved, and the child goes behind the last.
    if (high > 0 && (sources[ends[high - 1] ?? 0] ?? 0) < source) low = high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sources[ends[middle] ?? 0] ?? 0) < source) low = middle + 1;
      else high = middle;
    }
    previous[at] = ends[low - 1] ?? -1;
    ends[low] = at;
  });
  const staying = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) staying.add(at);
  return staying;
};

export interface Delegation {
  readonly root: Element;
  readonly handlers: WeakMap<Node, Handlers>;
  record(run: Run): void;
  /** A link without a handler of its own. */
  follow(href: string): void;
  /** Keys that nothing below took. */
  key(event: KeyboardEvent): Run | null;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[contenteditable="true"], textarea, input') !== null;

/**
 * What a person does is heard by React at its root in both phases, whether or not a component asks for it; so the browser
 * delivers it on the sites anyway, and sends pointer events where it would send none to a page without a listener.
 */
const HEARD =
  'auxclick beforeinput click compositionend compositionstart compositionupdate contextmenu copy cut dblclick drag dragend dragenter dragleave dragover dragstart drop focusin focusout gotpointercapture input keydown keypress keyup lostpointercapture mousedown mousemove mouseout mouseover mouseup paste pointercancel pointerdown pointermove pointerout pointerover pointerup scroll submit touchcancel touchend touchmove touchstart wheel'.split(
    ' ',
  );
/** Of them those that React promises not to prevent: they may not hold up a scroll. */
const NOT_PREVENTED: ReadonlySet<string> = new Set(['touchmove', 'touchstart', 'wheel']);

const NATIVE_PRESS = 'button, a[href], summary, input, select';

/**
 * The replica's only listeners, all at the root container. A handled event goes no further up, as in the sites'
 * own pressables: a listener on `document` in the bubbling phase sees nothing.
 * @returns takes the listeners off again
 */
export const delegate = ({ root, handlers, record, follow, key }: Delegation): (() => void) => {
  const off = new AbortController();
  const nearest = (target: EventTarget | null, kind: keyof Handlers): [Element, Handlers] | null => {
    let node = target instanceof Element ? target : target instanceof Node ? target.parentElement : null;
    for (; node && node !== root.parentElement; node = node.parentElement) {
      const found = handlers.get(node);
      if (found?.[kind]) return [node, found];
    }
    return null;
  };
  const perform = (run: Run, event: Event, node: Element): void => {
    event.stopPropagation();
    record(run);
    run.run(event, node);
  };
  const isOff = (node: Element): boolean => node.getAttribute('aria-disabled') === 'true';
  for (const type of HEARD)
    for (const capture of [true, false])
      root.addEventListener(type, () => undefined, {
        capture,
        passive: NOT_PREVENTED.has(type),
        signal: off.signal,
      });

  const listen = <K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
  ): void => root.addEventListener(type, listener as EventListener, { signal: off.signal });

  listen('click', (event) => {
    const target = event.target;
    if (!(target instanceof Element)) return;
    const link = target.closest('a[href]');
    const hit = nearest(target, 'press');
    const counted = nearest(target, 'click');
    if (link && root.contains(link)) event.preventDefault();
    if (counted && (!hit || hit[0].contains(counted[0]))) {
      const run = counted[1].click?.(event, counted[0]);
      if (run) perform(run, event, counted[0]);
    } else if (hit && (!link || link.contains(hit[0]) || !hit[0].contains(link))) {
      const run = hit[1].press;
      if (run && !isOff(hit[0])) perform(run, event, hit[0]);
    } else if (link && root.contains(link)) follow(link.getAttribute('href') ?? '');
  });
  listen('dblclick', (event) => {
    const hit = nearest(event.target, 'dblclick');
    if (hit?.[1].dblclick) perform(hit[1].dblclick, event, hit[0]);
  });
  for (const type of ['mousedown', 'mouseup', 'touchstart'] as const)
    listen(type, (event) => {
      const hit = nearest(event.target, type);
      const run = hit?.[1][type]?.(event, hit[0]);
      if (hit && run) perform(run, event, hit[0]);
    });
  listen('mouseover', (event) => {
    const hit = nearest(event.target, 'enter');
    const from = event.relatedTarget;
    if (!hit || (from instanceof Node && hit[0].contains(from))) return;
    hit[1].enter?.(hit[0]);
  });
  listen('mouseout', (event) => {
    const hit = nearest(event.target, 'leave');
    const to = event.relatedTarget;
    if (!hit || (to instanceof Node && hit[0].contains(to))) return;
    hit[1].leave?.(hit[0]);
  });
  listen('touchstart', (event) => {
    const hit = nearest(event.target, 'touch');
    hit?.[1].touch?.(hit[0]);
  });
  listen('input', (event) => {
    const hit = nearest(event.target, 'input');
    hit?.[1].input?.(hit[0]);
  });
  listen('submit', (event) => event.preventDefault());
  listen('keydown', (event) => {
    const typed = nearest(event.target, 'keydown');
    const run = typed?.[1].keydown?.(event);
    if (typed && run) {
      event.preventDefault();
      perform(run, event, typed[0]);
      return;
    }
    const target = event.target;
    if (!(target instanceof Element) || isTyping(target)) return;
    if ((event.key === 'Enter' || event.key === ' ') && !event.repeat && !target.matches(NATIVE_PRESS)) {
      const hit = nearest(target, 'press');
      // Only the focused control itself: Enter on a post does not press what stands around it.
      if (hit?.[1].press && hit[0] === target && !isOff(target)) {
        event.preventDefault();
        perform(hit[1].press, event, target);
        return;
      }
    }
    const global = key(event);
    if (global) {
      event.preventDefault();
      perform(global, event, target);
    }
  });
  return () => off.abort();
};
