/**
 * Reads a file that was packaged with the extension. The only `fetch` of the project: its address is made by the
 * browser from the extension's own id, and the content security policy allows no other.
 */
import browser from 'webextension-polyfill';
import gazetteerUrl from '../generated/gazetteer.bin?url';

/** The bytes of the gazetteer. */
export const readGazetteer = async (): Promise<ArrayBuffer> => {
  const path = new URL(gazetteerUrl, 'https://package.invalid/').pathname;
  const response = await fetch(browser.runtime.getURL(path.replace(/^\//, '')));
  return response.arrayBuffer();
};
