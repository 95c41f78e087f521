/**
 * What the service worker needs of the browser, typed: its wake-up events, messages of our own pages, the page
 * pack's place in storage, and the toolbar's sign.
 */
import browser, { type Runtime, type WebRequest } from 'webextension-polyfill';
import { SETTINGS_KEY } from '../domain/settings.ts';
import { POLICY_KEY } from './storage.ts';

/** Who sent a message; `id` is the sending extension's, `url` that of the frame, `tab` the page's. */
export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly tab?: { readonly incognito: boolean } | undefined;
}

export interface WorkerEvents {
  /** Installed, updated, or the browser started. @param isNew installed for the first time */
  onWake(isNew: boolean): Promise<void>;
  /** The person's settings changed, or the kept policy. */
  onSettings(): Promise<void>;
  /** The browser has another policy, or none any more. */
  onPolicy(): Promise<void>;
  /** The moment that `wakeAt` named has come. */
  onAlarm(): Promise<void>;
  /** Anything that any context of an extension sent; not yet checked. What it resolves to is the answer. */
  onMessage(message: unknown, sender: Sender): Promise<unknown>;
}

/** The one alarm: the agency's pack is to be asked for. */
const ALARM = 'agency-pack';

/** Registers the worker's listeners. Call it first and synchronously: an event may be what woke the worker. */
export const listen = (events: WorkerEvents): void => {
  const wake = (isNew: boolean) => {
    events.onWake(isNew).catch(console.error);
  };
  browser.runtime.onInstalled.addListener(({ reason }) => wake(reason === 'install'));
  browser.runtime.onStartup.addListener(() => wake(false));
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && (changes[SETTINGS_KEY] ?? changes[POLICY_KEY]))
      events.onSettings().catch(console.error);
    if (area === 'managed') events.onPolicy().catch(console.error);
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) events.onAlarm().catch(console.error);
  });
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) =>
    events.onMessage(message, sender).catch((error: unknown) => {
      console.error(error);
    }),
  );
};

/**
 * Hears other extensions only to refuse them: nobody reads what they send, nobody answers, and a connection ends at once.
 * Pages of the web cannot come this way, for the manifest names none. Call it synchronously at the start.
 * @param onStranger with the id of the one that tried; '' where the browser does not say
 */
export const refuseStrangers = (onStranger: (id: string) => void): void => {
  browser.runtime.onMessageExternal.addListener((_: unknown, sender: Runtime.MessageSender) => {
    onStranger(sender.id ?? '');
    return undefined;
  });
  browser.runtime.onConnectExternal.addListener((port) => {
    port.disconnect();
    onStranger(port.sender?.id ?? '');
  });
};

/** This extension's own id. */
export const ownId = (): string => browser.runtime.id;

/** Where this extension's own pages stand, with a slash at the end. */
export const ownOrigin = (): string => browser.runtime.getURL('/');

/** Has the browser call `onAlarm` at a moment (ms since the epoch), also when the worker sleeps; a later call replaces it. */
export const wakeAt = async (moment: number): Promise<void> => {
  // One that stands already is left alone: a worker wakes often.
  const set = await browser.alarms.get(ALARM);
  if (set?.scheduledTime !== moment) await browser.alarms.create(ALARM, { when: moment });
};

/** Takes the alarm back. */
export const wakeNoMore = async (): Promise<void> => {
  await browser.alarms.clear(ALARM);
};

/** Reads one key of `storage.local`. */
export const readKey = async (key: string): Promise<unknown> => (await browser.storage.local.get(key))[key];

/** Writes one key of `storage.local`. */
export const writeKey = (key: string, value: unknown): Promise<void> =>
  browser.storage.local.set({ [key]: value });

/** Writes several keys of `storage.local` together: all of them, or none. */
export const writeKeys = (values: Readonly<Record<string, unknown>>): Promise<void> =>
  browser.storage.local.set({ ...values });

/** Removes keys of `storage.local`. */
export const removeKey = (...keys: readonly string[]): Promise<void> =>
  browser.storage.local.remove([...keys]);

/**
 * The toolbar icon's states: all is well, or a site is no longer understood.
 * @param title says the same in words
 */
export const showToolbar = async (state: 'ok' | 'attention', title: string): Promise<void> => {
  const name = state === 'ok' ? 'mark' : 'mark-attention';
  await browser.action.setIcon({ path: { 16: `/icons/${name}-16.png`, 32: `/icons/${name}-32.png` } });
  await browser.action.setTitle({ title });
};

/** A POST that a page is sending. */
export interface PageRequest {
  readonly tab: number;
  readonly frame: number;
  readonly path: string;
  readonly form: Readonly<Record<string, readonly string[]>> | null;
  /** The body where it is no form. */
  readonly body: Uint8Array | null;
}

/**
 * Watches the requests of pages, never holding them up. Without the permission nothing happens; where it is granted
 * later, watching begins then. Call it synchronously at the start: a request may be what woke the worker.
 * @param patterns match patterns of the addresses to be told of
 */
export const watchRequests = (
  patterns: readonly string[],
  onRequest: (request: PageRequest) => void,
): void => {
  const heard = ({ method, tabId, frameId, url, requestBody }: WebRequest.OnBeforeRequestDetailsType) => {
    // Less than zero: a service worker of the site, whose page nobody can tell.
    if (method !== 'POST' || tabId < 0) return;
    const bytes: unknown = requestBody?.raw?.[0]?.bytes;
    const form = requestBody?.formData as Record<string, readonly string[]> | undefined;
    onRequest({
      tab: tabId,
      frame: frameId,
      path: new URL(url).pathname,
      form: form ?? null,
      body: bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : null,
    });
  };
  const begin = () => {
    const requests = (browser as { webRequest?: WebRequest.Static }).webRequest?.onBeforeRequest;
    if (!requests || requests.hasListener(heard)) return;
    requests.addListener(heard, { urls: [...patterns], types: ['xmlhttprequest'] }, ['requestBody']);
  };
  begin();
  browser.permissions.onAdded.addListener(begin);
};

/** Sends to the content scripts of one frame. @throws when none of ours is there */
export const tellFrame = (tab: number, frame: number, message: unknown): Promise<unknown> =>
  browser.tabs.sendMessage(tab, message, { frameId: frame });
