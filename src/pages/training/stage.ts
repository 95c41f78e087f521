/**
 * The frame of the training page: a make-believe site with the real adapter, guard and dialog on it. In the browser's
 * place stands the training page, which brings date, settings and participants; the person's own are neither read nor
 * written. The frame takes the address that the site's page would have, for adapters read it.
 */
import type { Action, SiteId } from '../../domain/vocabulary.ts';
import { createSurface } from '../../guard/desk.ts';
import { startGuard } from '../../guard/guard.ts';
import { offerSurface } from '../../guard/surface.ts';
import type { ToBackground } from '../../platform/messages.ts';
import { type NativeBrowser, standIn } from '../../platform/native.ts';
import { createReplica } from '../../replicas/replica.ts';
import { pathOfView } from '../../replicas/routes.ts';
import { facebookSite } from '../../sites/facebook.ts';
import { instagramSite } from '../../sites/instagram.ts';
import type { Site } from '../../sites/site.ts';
import { threadsSite } from '../../sites/threads.ts';
import { xSite } from '../../sites/x.ts';
import type { StageHost } from './stage-host.ts';

const SITES: Readonly<Record<SiteId, Site>> = {
  x: xSite,
  facebook: facebookSite,
  instagram: instagramSite,
  threads: threadsSite,
};

/** The browser that the guard of this frame talks to. */
const trainingBrowser = (host: StageHost): NativeBrowser => {
  const listeners = new Set<(changes: Record<string, { newValue?: unknown }>, area: string) => void>();
  host.follow((key, value) => {
    for (const listener of listeners) listener({ [key]: { newValue: value } }, 'local');
  });
  return {
    runtime: {
      id: 'training',
      sendMessage: async (message) => {
        const told = message as ToBackground;
        if (told.type === 'content:recognise') return host.recognise(told.subjects);
        host.tell(told);
        return true;
      },
      // The witness has nothing to see here: no request leaves.
      onMessage: { addListener: () => undefined },
    },
    storage: {
      local: { get: async () => ({ ...host.stored() }) },
      onChanged: {
        addListener: (listener) => listeners.add(listener),
        removeListener: (listener) => listeners.delete(listener),
      },
    },
    i18n: { getUILanguage: () => host.language },
  };
};

/** Keys with which one reads and leaves a page. */
const READING = /^(Tab|Shift|Escape|Home|End|Arrow\w+|Page\w+)$/;
const USES = ['click', 'dblclick', 'auxclick', 'keydown', 'beforeinput', 'touchstart', 'mousedown'] as const;

/** Hears events before the guard does: the lesson's own keys, and whatever is used before the question is answered. */
const listen = (host: StageHost): void => {
  const hear = (event: Event) => {
    const key = event instanceof KeyboardEvent ? event.key : '';
    const isLesson = key !== '' && host.pressed(key);
    if (!isLesson && (!host.isCovered() || READING.test(key))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of USES) addEventListener(type, hear, { capture: true, passive: false });
};

/** The control for an action: the one that does it, else the one that leads there. */
const controlFor = (site: Site, action: Action): Element | null => {
  const hits = site.controlsIn(document).filter((hit) => hit.action === action);
  return (hits.find(({ step }) => step === 'commit') ?? hits[0])?.control ?? null;
};

const FOCUSABLE = 'button,a[href],[role="button"],[tabindex="0"]';

const start = (host: StageHost, root: HTMLElement): void => {
  const { order } = host;
  const site = SITES[order.site];
  document.documentElement.lang = host.language;
  history.replaceState(null, '', pathOfView(order.site, order.view, order.posts));
  listen(host);
  standIn(trainingBrowser(host));
  startGuard(site);
  createReplica(
    root,
    { ...order, options: { navigates: true, virtualised: false, ...order.options } },
    (_, { op }) => host.sent(op),
  );
  offerSurface(createSurface());
  host.ready({
    aim: () => {
      const control = order.aim && controlFor(site, order.aim);
      const target = control?.closest(FOCUSABLE) ?? control?.querySelector(FOCUSABLE) ?? control;
      if (!(target instanceof HTMLElement || target instanceof SVGElement)) return false;
      target.scrollIntoView({ block: 'center' });
      target.focus();
      return true;
    },
  });
};

const host = parent === self ? undefined : parent.jagaNetralStages?.get(window.name);
const root = document.getElementById('replica');
// By itself the page has nothing to show.
if (!host || !root) location.replace('index.html');
else start(host, root);
