/**
 * Text that could pass for another: letters of other scripts, styled letters and digits, invisible characters. What an
 * agency writes (a pack, a policy) is compared letter by letter and shown to people, so none of these may stand in it.
 */
const DISGUISE = /(?!\p{Script=Latin})\p{L}|\p{M}|\p{Cf}/u;

/** The first sign of a text that is invisible or looks like another, as `U+200B`; null when there is none. */
export const disguised = (text: string): string | null => {
  for (const sign of text)
    if (DISGUISE.test(sign) || (/[\p{L}\p{N}]/u.test(sign) && sign.normalize('NFKC') !== sign))
      return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return null;
};
