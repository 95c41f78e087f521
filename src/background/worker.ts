/**
 * The service worker: keeps the page pack ready in storage, writes the journal, and shows on the toolbar when a
 * site is no longer understood. It holds nothing in memory that it could not make again, and makes no request.
 */
import browser, { type Runtime } from 'webextension-polyfill';
import { messages } from '../generated/guard-messages.ts';
import { rules } from '../pack/bundle.ts';
import { compilePagePack } from '../pack/compile.ts';
import { isFromContent } from './inbox.ts';
import { publishPagePack } from './page-pack-store.ts';
import { recordException, recordHealth, recordWarning } from './records.ts';

const publish = () => publishPagePack(() => compilePagePack(rules, messages));

// Listeners first and synchronously: an event may be what woke the worker.
browser.runtime.onInstalled.addListener(() => {
  publish().catch(console.error);
});
browser.runtime.onStartup.addListener(() => {
  publish().catch(console.error);
});
browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender): undefined => {
  if (!isFromContent(message, sender, browser.runtime.id)) return;
  const done = (() => {
    switch (message.type) {
      case 'content:warned':
        return recordWarning(message.entry);
      case 'content:health':
        return recordHealth(message.site, message.sample);
      case 'content:except':
        return recordException(message.exception);
      case 'content:pack-wanted':
        return publish();
    }
  })();
  done.catch(console.error);
});
