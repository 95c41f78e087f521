/**
 * The few browser calls that a content script needs, straight from the browser: the polyfill would cost every
 * page a quarter of the script's size and its start, to wrap calls that already return promises.
 */
import type { ToBackground } from './messages.ts';

interface StorageChange {
  readonly newValue?: unknown;
}

/** As much of a browser as a guard needs. */
export interface NativeBrowser {
  readonly runtime?: {
    readonly id?: string;
    sendMessage(message: unknown): Promise<unknown>;
    getURL?(path: string): string;
    readonly onMessage: {
      addListener(
        listener: (
          message: unknown,
          sender: { readonly id?: string; readonly url?: string },
          answer: (value: unknown) => void,
        ) => unknown,
      ): void;
    };
  };
  readonly storage?: {
    readonly local: { get(keys: readonly string[]): Promise<Record<string, unknown>> };
    readonly onChanged: {
      addListener(listener: (changes: Record<string, StorageChange>, area: string) => void): void;
      removeListener(listener: (changes: Record<string, StorageChange>, area: string) => void): void;
    };
  };
  readonly i18n?: { getUILanguage(): string };
}

let stoodIn: NativeBrowser | null = null;

/**
 * Puts something in the browser's place, for all that this file does in this page from now on. For the training page:
 * its guard has a date, settings and participants of its own, and what happens there is told to nobody. Content
 * scripts never call it.
 */
export const standIn = (browser: NativeBrowser): void => {
  stoodIn = browser;
};

const native = (): NativeBrowser => {
  if (stoodIn) return stoodIn;
  // Firefox knows both names, and so does Chromium since 148, which makes all of `browser` anew for a page that asks for
  // it: a sixth of our start. By either name calls return promises under Manifest V3.
  const scope = globalThis as { browser?: NativeBrowser; chrome?: NativeBrowser };
  return scope.chrome ?? scope.browser ?? {};
};

/** False once the extension was updated, disabled or removed under an open page. */
export const isAlive = (): boolean => {
  try {
    return native().runtime?.id !== undefined;
  } catch {
    return false;
  }
};

/** Between two tries to reach a worker that was killed while it listened, in ms. */
const RETRY_MS = 500;

/**
 * Sends to the worker, and again when it was killed before it said `true`: a browser may answer for a dead worker with
 * nothing instead of an error. That it never answers is no concern of the page. What was done before it was killed
 * may come twice.
 */
export const send = (message: ToBackground, tries = 4): void => {
  const again = () => tries > 1 && setTimeout(send, RETRY_MS, message, tries - 1);
  try {
    native()
      .runtime?.sendMessage(message)
      ?.then((answer) => answer === true || again(), again);
  } catch {
    // The extension is gone: the guard finds out by `isAlive` and detaches.
  }
};

/** Asks the worker. @throws when nobody answers: it was just killed, or the extension is gone */
export const ask = async (message: unknown): Promise<unknown> => native().runtime?.sendMessage(message);

/** Hears what our own worker sends to this frame; what the listener returns is the answer, null is none. */
export const hear = (listener: (message: unknown) => unknown): void => {
  const { runtime } = native();
  runtime?.onMessage.addListener((message, sender, answer) => {
    if (sender.id !== runtime.id) return;
    const value = listener(message);
    if (value !== null) answer(value);
  });
};

/**
 * Hears what one of our own pages asks of this frame, and nobody else: a content script has our id too, but stands in a
 * page of a site. The listener gives null for what is none of its business.
 */
export const hearOwnPages = (listener: (message: unknown) => Promise<unknown> | null): void => {
  const { runtime } = native();
  const origin = runtime?.getURL?.('');
  if (!runtime || !origin) return;
  runtime.onMessage.addListener((message, { id, url }, answer) => {
    if (id !== runtime.id || !url?.startsWith(origin)) return;
    const later = listener(message);
    later?.then(answer, () => answer(null));
    // Says to the browser that an answer will come.
    return later ? true : undefined;
  });
};

/** Reads keys of `storage.local`. */
export const readLocal = async (keys: readonly string[]): Promise<Record<string, unknown>> =>
  (await native().storage?.local.get(keys)) ?? {};

/** Calls back with new values of the given keys until the signal aborts. */
export const watchLocal = (
  keys: readonly string[],
  signal: AbortSignal,
  onChange: (key: string, value: unknown) => void,
): void => {
  const changed = native().storage?.onChanged;
  if (!changed) return;
  const listener = (changes: Record<string, StorageChange>, area: string) => {
    if (area !== 'local') return;
    for (const key of keys) {
      const change = changes[key];
      if (change) onChange(key, change.newValue);
    }
  };
  changed.addListener(listener);
  signal.addEventListener('abort', () => {
    try {
      changed.removeListener(listener);
    } catch {
      // The extension is gone, and its listeners with it.
    }
  });
};

/** The browser's interface language, `id` or `en-GB` and the like. */
export const uiLanguage = (): string => native().i18n?.getUILanguage() ?? 'id';
