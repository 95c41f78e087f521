/**
 * What the fuzz does inside a page of a replica: mutations by a seed, and events on whatever stands there then.
 * Sent to the page as text, so it uses nothing from outside itself.
 */

/** What came of one batch. */
export interface BatchResult {
  readonly mutations: number;
  readonly events: number;
  /** Events that the page's own first listener never saw. */
  readonly swallowed: number;
  /** Of these, those after which our warning was not open. */
  readonly silent: readonly string[];
}

/** Starts with the page as it is; `batch` mutates and then sends events until one is held. */
export const installFuzz = (seed: number): void => {
  const root = document.getElementById('replica');
  if (!root) throw new Error('The page has no #replica.');
  const whole = root.cloneNode(true) as Element;
  // Half-broken pages need no layout, and a browser's layout of 5,000 levels is not what is tested here.
  root.style.setProperty('content-visibility', 'hidden');

  let state = seed >>> 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (most: number): number => Math.floor(random() * most);
  const pick = <T>(list: ArrayLike<T>): T => list[below(list.length)] as T;
  const LEVELS = 5_000;
  const MEGA = 1_000_000;
  const WORDS = [
    'Dukung Ganjar Pranowo', 'Prabowo Subianto menang', 'coblos @aniesbaswedan #AMIN', 'Suka', 'Like', 'Hapus reaksi', '',
    ' ', '\u0000', '\ud800', '\u202eolraborp', 'ก็็็็็็็็', '👍🏽'.repeat(30), 'a'.repeat(3_000), '<b>&amp;', '1,2 rb', '__proto__', 'constructor',
  ]; // biome-ignore format: a list
  const NAMES = [
    'aria-label', 'role', 'data-testid', 'href', 'alt', 'class', 'aria-pressed', 'aria-hidden', 'id', 'dir', 'style',
    'contenteditable', 'data-ad-rendering-role', 'aria-labelledby', 'aria-posinset', 'data-lexical-editor', 'tabindex',
  ]; // biome-ignore format: a list
  const VALUES = [
    'like', 'unlike', 'retweet', 'tweet', 'button', 'article', 'dialog', 'main', 'menuitem', 'true', 'false', '/p/x/',
    'https://x.com/ganjarpranowo/status/1', 'javascript:1', '//', '%E0%A4%A', 'textbox', 'link', 'like_button', '-1',
  ]; // biome-ignore format: a list
  let elements: Element[] = [];
  const some = (): Element => (elements.length > 0 ? pick(elements) : root);
  const posts = (): Element[] => [
    ...root.querySelectorAll('article, [aria-posinset], [data-pressable-container]'),
  ];
  /** Only inside the page's own part. */
  const movable = (element: Element): boolean => element !== root && root.contains(element);

  const MUTATIONS: readonly (() => void)[] = [
    () => {
      const one = some();
      if (movable(one)) one.remove();
    },
    () => some().setAttribute('aria-label', pick(WORDS)),
    () => some().setAttribute(pick(NAMES), random() < 0.5 ? pick(VALUES) : pick(WORDS)),
    () => some().removeAttribute(pick(NAMES)),
    () => {
      const [one, other] = [some(), some()];
      if (one === root || other === root) return;
      const kept = [...one.attributes].map(({ name, value }) => [name, value] as const);
      for (const { name } of [...one.attributes]) one.removeAttribute(name);
      for (const { name, value } of [...other.attributes]) one.setAttribute(name, value);
      for (const [name, value] of kept) other.setAttribute(name, value);
    },
    () => some().append(pick(WORDS)),
    () => {
      const words = some().firstChild;
      if (words instanceof Text) words.data = pick(WORDS);
    },
    () => {
      // A node used again for another post.
      const [one, other] = [pick(posts()), pick(posts())];
      if (one && other && one !== other && !one.contains(other) && !other.contains(one)) {
        const kept = [...one.childNodes];
        one.replaceChildren(...other.childNodes);
        other.replaceChildren(...kept);
      }
    },
    () => {
      const one = some();
      if (movable(one)) one.after(one.cloneNode(true));
    },
    () => {
      const [one, other] = [some(), some()];
      if (movable(one) && !one.contains(other)) other.append(one);
    },
    () => {
      const one = some();
      if (!movable(one)) return;
      const other = document.createElement(
        pick(['div', 'article', 'button', 'a', 'form', 'svg', 'main', 'dialog']),
      );
      for (const { name, value } of [...one.attributes]) other.setAttribute(name, value);
      other.append(...one.childNodes);
      one.replaceWith(other);
    },
    () => {
      const one = some();
      if (['DIV', 'ARTICLE', 'SPAN'].includes(one.tagName) && movable(one) && !one.shadowRoot)
        one.attachShadow({ mode: 'open' }).append(document.createElement('slot'));
    },
  ];
  /** Seldom: each is a page that no site has. */
  const RARE: readonly (() => void)[] = [
    () => {
      // Deep within: everything that stood in a place stands 5,000 levels further down.
      const place = some();
      if (!movable(place)) return;
      const inside = [...place.childNodes];
      const top = document.createElement('div');
      let deepest: HTMLElement = top;
      for (let level = 1; level < LEVELS; level += 1) {
        const next = document.createElement(level % 100 === 0 ? 'span' : 'div');
        deepest.append(next);
        deepest = next;
      }
      deepest.append(...inside);
      place.append(top);
    },
    () => some().append('kata '.repeat(MEGA / 5)),
    () => some().append('x'.repeat(MEGA)),
    () => some().append(`${'#'.repeat(1_000)}${'Prabowo '.repeat(MEGA / 8)}`),
    () => some().setAttribute(pick(NAMES), 'Suka '.repeat(MEGA / 5)),
    () => {
      const place = some();
      for (let count = 0; count < 5_000; count += 1) place.append(document.createElement('i'));
    },
    () => root.replaceChildren(),
  ];

  let arrived = false;
  const see = (event: Event): void => {
    // The replica itself is not to draw anew: the page is ours to break.
    arrived = true;
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  for (const type of ['click', 'dblclick', 'keydown', 'pointerdown', 'mousedown', 'mouseup', 'pointerup'])
    addEventListener(type, see, { capture: true });

  const CONTROLS = 'button,[role="button"],[aria-label],[data-testid],a,textarea,[contenteditable],article *';
  /** What holds most often: without a like among the targets a fuzz would seldom meet the guard's stopping. */
  const LIKES = '[data-testid="like"],[data-ad-rendering-role="like_button"],[aria-label="Suka"]';
  const eventsOf = (): Event[] => {
    const base = { bubbles: true, cancelable: true, composed: true, view: window } as const;
    const kind = random();
    if (kind < 0.7)
      return [
        new PointerEvent('pointerdown', base),
        new MouseEvent('mousedown', base),
        new MouseEvent('mouseup', base),
        new MouseEvent('click', { ...base, detail: 1 }),
      ];
    if (kind < 0.8) return [new MouseEvent('dblclick', { ...base, detail: 2 })];
    const key = pick(['Enter', ' ', 'l', 't', 'r', 'Process', 'Unidentified']);
    return [new KeyboardEvent('keydown', { ...base, key, code: key, ctrlKey: random() < 0.3 })];
  };

  const isWarningOpen = (): boolean => document.activeElement?.localName === 'jaga-netral';
  /** It takes the focus once the frame that shows it is drawn. */
  const opensWarning = (): Promise<boolean> =>
    new Promise((resolve) =>
      requestAnimationFrame(() => setTimeout(() => setTimeout(() => resolve(isWarningOpen())))),
    );

  const batch = async (mutations: number, events: number): Promise<BatchResult> => {
    if (random() < 0.25 || posts().length < 3) root.replaceChildren(...whole.cloneNode(true).childNodes);
    elements = [...root.querySelectorAll('*')];
    for (let done = 0; done < mutations; done += 1) (random() < 0.006 ? pick(RARE) : pick(MUTATIONS))();
    let sent = 0;
    let swallowed = 0;
    const silent: string[] = [];
    const controls = root.querySelectorAll(CONTROLS);
    const likes = root.querySelectorAll(LIKES);
    while (sent < events && controls.length > 0 && !isWarningOpen()) {
      const control = likes.length > 0 && random() < 0.3 ? pick(likes) : pick(controls);
      for (const event of eventsOf()) {
        arrived = false;
        sent += 1;
        control.dispatchEvent(event);
        // What has left the page is heard by nobody.
        if (arrived || !control.isConnected) continue;
        swallowed += 1;
        if (!(await opensWarning())) silent.push(`${event.type} on ${control.outerHTML.slice(0, 200)}`);
      }
    }
    return { mutations, events: sent, swallowed, silent };
  };
  const heal = (): void => {
    for (const type of ['click', 'dblclick', 'keydown', 'pointerdown', 'mousedown', 'mouseup', 'pointerup'])
      removeEventListener(type, see, { capture: true });
    root.style.removeProperty('content-visibility');
    root.replaceChildren(...whole.cloneNode(true).childNodes);
  };
  Object.assign(globalThis, { fuzz: { batch, heal } });
};
