/** The tab that the popup was opened over: asking its page, and leading it on. Needs no permission. */
import browser from 'webextension-polyfill';
import type { SelfCheckQuestion } from './self-check.ts';

/** The number of the tab in front in this window; null when there is none. */
export const tabInFront = async (): Promise<number | null> => {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
};

/** Asks our script in the tab's page; null when none is there or it says nothing. The answer is not checked. */
export const askPage = async (tab: number, question: SelfCheckQuestion): Promise<unknown> => {
  try {
    return ((await browser.tabs.sendMessage(tab, question, { frameId: 0 })) as unknown) ?? null;
  } catch {
    return null;
  }
};

/** Leads the tab to an address. */
export const leadTo = async (tab: number, address: string): Promise<void> => {
  await browser.tabs.update(tab, { url: address });
};
