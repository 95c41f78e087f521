/**
 * What the service worker needs of the browser, typed: its wake-up events, messages of our own pages, the page
 * pack's place in storage, and the toolbar's sign.
 */
import browser, { type Runtime } from 'webextension-polyfill';
import { SETTINGS_KEY } from '../domain/settings.ts';

/** Who sent a message; `id` is the sending extension's. */
export interface Sender {
  readonly id?: string | undefined;
}

export interface WorkerEvents {
  /** Installed, updated, or the browser started. */
  onWake(): Promise<void>;
  onSettings(): Promise<void>;
  /** Anything that any context of an extension sent; not yet checked. What it resolves to is the answer. */
  onMessage(message: unknown, sender: Sender): Promise<unknown>;
}

/** Registers the worker's listeners. Call it first and synchronously: an event may be what woke the worker. */
export const listen = (events: WorkerEvents): void => {
  const wake = () => {
    events.onWake().catch(console.error);
  };
  browser.runtime.onInstalled.addListener(wake);
  browser.runtime.onStartup.addListener(wake);
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && changes[SETTINGS_KEY]) events.onSettings().catch(console.error);
  });
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) =>
    events.onMessage(message, sender).catch((error: unknown) => {
      console.error(error);
    }),
  );
};

/** This extension's own id. */
export const ownId = (): string => browser.runtime.id;

/** Reads one key of `storage.local`. */
export const readKey = async (key: string): Promise<unknown> => (await browser.storage.local.get(key))[key];

/** Writes one key of `storage.local`. */
export const writeKey = (key: string, value: unknown): Promise<void> =>
  browser.storage.local.set({ [key]: value });

/** The toolbar icon's states: all is well, or a site is no longer understood. */
export const showToolbar = async (state: 'ok' | 'attention'): Promise<void> => {
  const name = state === 'ok' ? 'mark' : 'mark-attention';
  await browser.action.setIcon({ path: { 16: `/icons/${name}-16.png`, 32: `/icons/${name}-32.png` } });
};
