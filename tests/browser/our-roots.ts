/**
 * Our parts in a page stand in closed shadow roots, which no script of the page can enter. For whoever looks at them
 * (axe, the check of the layout) the debugger hands each root to its host element, as an open one would be found.
 */
import type { CDPSession, Page, Protocol } from 'puppeteer-core';
import { until } from './engine.ts';

/** Every element of ours in a page of others. */
export const OURS = ['jaga-netral', 'jaga-netral-badge'] as const;

const isOurs = ({ localName }: Protocol.DOM.Node): boolean => (OURS as readonly string[]).includes(localName);

const hostsIn = (node: Protocol.DOM.Node): Protocol.DOM.Node[] => [
  ...(isOurs(node) ? [node] : []),
  ...(node.children ?? []).flatMap(hostsIn),
];

const sessions = new WeakMap<Page, CDPSession>();

/** Opens the roots that are closed now. */
export const openRoots = async (page: Page): Promise<void> => {
  const session = sessions.get(page) ?? (await page.createCDPSession());
  sessions.set(page, session);
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  for (const { backendNodeId, shadowRoots = [] } of hostsIn(root)) {
    const [closed] = shadowRoots.filter(({ shadowRootType }) => shadowRootType === 'closed');
    if (!closed) continue;
    const host = await session.send('DOM.resolveNode', { backendNodeId });
    const inside = await session.send('DOM.resolveNode', { backendNodeId: closed.backendNodeId });
    if (!host.object.objectId || !inside.object.objectId) continue;
    await session.send('Runtime.callFunctionOn', {
      objectId: host.object.objectId,
      arguments: [{ objectId: inside.object.objectId }],
      functionDeclaration:
        'function (root) { Object.defineProperty(this, "shadowRoot", { value: root, configurable: true }) }',
    });
  }
};

/** Waits until a part of ours is on the screen. @param selector within our element */
export const awaitOurs = (page: Page, selector: string): Promise<true> =>
  until(`${selector} of ours`, async () => {
    await openRoots(page);
    return page.evaluate(
      (wanted, hosts) =>
        [...document.querySelectorAll(hosts)].some(
          ({ shadowRoot }) =>
            shadowRoot?.querySelector(wanted)?.checkVisibility({ visibilityProperty: true }) === true,
        ),
      selector,
      OURS.join(','),
    );
  });
