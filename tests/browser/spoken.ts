/**
 * A page as it is read aloud, line by line, from Chromium's own accessibility tree: what docs/accessibility.md shows, and
 * what the test holds it against. The roles are the tree's; a screen reader says them in its own words.
 */
import type { CDPSession, Page, Protocol } from 'puppeteer-core';

type AXNode = Protocol.Accessibility.AXNode;

const sessions = new WeakMap<Page, CDPSession>();
const sessionOf = async (page: Page): Promise<CDPSession> => {
  const session = sessions.get(page) ?? (await page.createCDPSession());
  sessions.set(page, session);
  await session.send('Accessibility.enable');
  return session;
};

const roleOf = (node: AXNode) => String(node.role?.value ?? '');
const nameOf = (node: AXNode) => String(node.name?.value ?? '').trim();
const property = (node: AXNode, name: string): unknown =>
  node.properties?.find((one) => one.name === name)?.value.value;

/** One line each, whatever is in them: their name is made of it. */
const WHOLE: ReadonlySet<string> = new Set([
  'heading',
  'link',
  'button',
  'DisclosureTriangle',
  'radio',
  'checkbox',
  'combobox',
  'spinbutton',
  'slider',
  'textbox',
  'Date',
  'image',
  'Iframe',
]);
/** Announced when they are entered; what they hold follows, one step in. */
const AROUND: ReadonlySet<string> = new Set([
  'banner',
  'main',
  'navigation',
  'region',
  'contentinfo',
  'group',
  'radiogroup',
  'alertdialog',
  'dialog',
  'list',
  'status',
  'form',
  'article',
  'blockquote',
  'table',
]);
/** Have words of their own that belong together. */
const BLOCKS: ReadonlySet<string> = new Set(['paragraph', 'listitem', 'term', 'definition', 'cell', 'row']);
/** Said with the control that they name, not once more. */
const NAMING: ReadonlySet<string> = new Set(['LabelText', 'Legend', 'ListMarker']);
const SPELT: Readonly<Record<string, string>> = {
  DisclosureTriangle: 'disclosure',
  Iframe: 'frame',
  Date: 'date',
};

/** What is said of a node beyond its words: what it is, how it stands, what describes it. */
const said = (node: AXNode): string => {
  const role = roleOf(node);
  const level = role === 'heading' ? ` ${property(node, 'level')}` : '';
  const name = nameOf(node) === '' ? '' : ` “${nameOf(node)}”`;
  const value = node.value?.value;
  const expanded = property(node, 'expanded');
  const checked = property(node, 'checked');
  const pressed = property(node, 'pressed');
  const states = [
    role === 'combobox' || role === 'spinbutton' || role === 'slider' ? value && `“${value}”` : '',
    role === 'DisclosureTriangle' && (expanded === true ? 'unfolded' : 'folded'),
    checked === 'true' || checked === true ? 'chosen' : '',
    pressed === 'true' ? 'pressed' : '',
    property(node, 'disabled') === true ? 'not to be used' : '',
    node.description?.value ? `described “${String(node.description.value).trim()}”` : '',
  ].filter((one) => one !== '' && one !== false && one !== undefined);
  return [`${SPELT[role] ?? role}${level}${name}`, ...states].join(', ');
};

interface Tree {
  readonly nodes: readonly AXNode[];
  readonly byId: ReadonlyMap<string, AXNode>;
}

const treeOf = async (page: Page): Promise<Tree> => {
  const session = await sessionOf(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  return { nodes, byId: new Map(nodes.map((node) => [node.nodeId, node])) };
};

const linesOf = (tree: Tree, root: AXNode): string[] => {
  const lines: string[] = [];
  /** Words that belong to one line; written when another begins. */
  let words: string[] = [];
  let depth = 0;
  const flush = () => {
    const text = words.join(' ').replace(/\s+/g, ' ').trim();
    if (text !== '') lines.push(`${'  '.repeat(depth)}${text}`);
    words = [];
  };
  const go = (node: AXNode, isNaming: boolean): void => {
    const role = roleOf(node);
    const below = (naming = isNaming) => {
      for (const id of node.childIds ?? []) {
        const child = tree.byId.get(id);
        if (child) go(child, naming);
      }
    };
    if (node.ignored) {
      below();
      return;
    }
    if (role === 'StaticText') {
      if (!isNaming) words.push(nameOf(node));
      return;
    }
    if (role === 'InlineTextBox') return;
    if (NAMING.has(role)) {
      flush();
      below(true);
      return;
    }
    const isLive = role === 'status' && (node.childIds ?? []).length === 0;
    if (WHOLE.has(role)) {
      flush();
      lines.push(`${'  '.repeat(depth)}${said(node)}`);
      return;
    }
    if (AROUND.has(role) && !isLive) {
      flush();
      lines.push(`${'  '.repeat(depth)}${said(node)}`);
      depth += 1;
      below(false);
      flush();
      depth -= 1;
      return;
    }
    const isBlock = BLOCKS.has(role);
    if (isBlock) flush();
    below();
    if (isBlock) flush();
  };
  go(root, false);
  flush();
  return lines;
};

/**
 * The page as it is read from its beginning.
 * @param role of the part to be read alone; the whole page without one
 */
export const reading = async (page: Page, role = 'RootWebArea'): Promise<string[]> => {
  const tree = await treeOf(page);
  const root = tree.nodes.find((node) => !node.ignored && roleOf(node) === role);
  if (!root) throw new Error(`Nothing on the page is a ${role}.`);
  return role === 'RootWebArea' ? [`page “${nameOf(root)}”`, ...linesOf(tree, root)] : linesOf(tree, root);
};

/** What is said when something gets the focus; null where nothing in the page has it. */
export const announced = async (page: Page): Promise<string | null> => {
  const { nodes } = await treeOf(page);
  const node = nodes.findLast((one) => property(one, 'focused') === true && roleOf(one) !== 'RootWebArea');
  return node ? said(node) : null;
};

/** Regions that speak up by themselves, and how: `polite` waits for a pause, `assertive` does not. */
export const liveRegions = async (page: Page): Promise<string[]> => {
  const { nodes } = await treeOf(page);
  return nodes.flatMap((node) => {
    const live = property(node, 'live');
    const root = node.properties?.find((one) => one.name === 'root')?.value.relatedNodes?.[0];
    const isRoot = root === undefined || root.backendDOMNodeId === node.backendDOMNodeId;
    return typeof live === 'string' && live !== 'off' && isRoot ? [`${roleOf(node)} ${live}`] : [];
  });
};

declare global {
  interface Window {
    jagaNetralSaid?: string[];
  }
}

/**
 * Notes from now on what live regions say: words that come into a region which was there before. A region that comes with
 * its words says nothing, in most screen readers, and nothing is noted of it.
 */
export const listen = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const LIVE = '[role="status"],[role="alert"],[aria-live="polite"],[aria-live="assertive"]';
    const heard: string[] = [];
    window.jagaNetralSaid = heard;
    const known = new Set<Element>(document.querySelectorAll(LIVE));
    const wordsOf = (node: Node): string[] =>
      node.nodeType === Node.TEXT_NODE ? [node.textContent ?? ''] : [...node.childNodes].flatMap(wordsOf);
    new MutationObserver((changes) => {
      for (const region of known) {
        // What was said in a region that is gone again was said to nobody.
        if (!region.isConnected) continue;
        const added = changes.flatMap(({ target, addedNodes, type }) => {
          const place = target instanceof Element ? target : target.parentElement;
          if (!place || place.closest(LIVE) !== region) return [];
          return type === 'characterData' ? wordsOf(target) : [...addedNodes].flatMap(wordsOf);
        });
        const text = added
          .map((one) => one.trim())
          .filter((one) => one !== '')
          .join(' ');
        const isUrgent = region.matches('[role="alert"],[aria-live="assertive"]');
        if (text !== '') heard.push(`${isUrgent ? 'assertive' : 'polite'}: ${text}`);
      }
      for (const region of document.querySelectorAll(LIVE)) known.add(region);
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });

/** What live regions said since `listen` or the last call. */
export const heard = (page: Page): Promise<string[]> =>
  page.evaluate(() => window.jagaNetralSaid?.splice(0) ?? []);
