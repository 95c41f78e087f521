/** The little of crx3 that packaging uses, typed here because crx3 brings no types of its own. */
declare module 'crx3' {
  import type { Readable } from 'node:stream';
  /**
   * Writes a signed CRX of a zip. Makes a new key where there is none at `keyPath`: look first.
   * @returns what was written; `appId` is the extension's id
   */
  export default function crx3(
    zip: Readable,
    options: { readonly keyPath: string; readonly crxPath: string },
  ): Promise<{ readonly appId: string }>;
}
