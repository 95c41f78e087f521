/** What the worker accepts: messages of our own content scripts, in the shape that they are typed. */
import { SITE_IDS } from '../domain/vocabulary.ts';
import { MAX_SUBJECTS, type PackWanted, type ToBackground } from '../platform/messages.ts';
import { isJournalEntry } from '../platform/storage.ts';
import type { Sender } from '../platform/worker.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSite = (value: unknown): boolean => (SITE_IDS as readonly unknown[]).includes(value);

const isSample = (value: unknown): boolean =>
  isRecord(value) && ['posts', 'controls', 'blind'].every((key) => Number.isFinite(value[key]));

const isException = (value: unknown): boolean =>
  isRecord(value) &&
  typeof value.added === 'string' &&
  (value.kind === 'author'
    ? isSite(value.site) && typeof value.author === 'string'
    : value.kind === 'term' && typeof value.term === 'string');

/** A quote within a quote within a quote is where sites end; further down nobody reads. */
const MAX_DEPTH = 4;

const isOptionalText = (value: unknown): boolean => value === undefined || typeof value === 'string';

const isSubject = (value: unknown, depth: number): boolean =>
  isRecord(value) &&
  depth < MAX_DEPTH &&
  isSite(value.site) &&
  typeof value.text === 'string' &&
  ['imageText', 'groupName', 'pageTitle', 'draft'].every((key) => isOptionalText(value[key])) &&
  (value.author === undefined ||
    (isRecord(value.author) && isOptionalText(value.author.handle) && isOptionalText(value.author.name))) &&
  (value.quoted === undefined || isSubject(value.quoted, depth + 1));

/**
 * True for a well-formed message from one of our own pages or content scripts. Page scripts cannot reach
 * `runtime.onMessage`; other extensions reach only `onMessageExternal`, where all are refused (`strangers.ts`).
 */
export const isFromContent = (message: unknown, sender: Sender, ownId: string): message is ToBackground => {
  if (sender.id !== ownId || !isRecord(message)) return false;
  switch (message.type) {
    case 'content:warned':
      return isJournalEntry(message.entry);
    case 'content:health':
      return isSite(message.site) && isSample(message.sample);
    case 'content:except':
      return isException(message.exception);
    case 'content:pack-wanted':
      return true;
    case 'content:recognise':
      return (
        Array.isArray(message.subjects) &&
        message.subjects.length <= MAX_SUBJECTS &&
        message.subjects.every((subject) => isSubject(subject, 0))
      );
    default:
      return false;
  }
};

/**
 * True when one of our own pages asks for the agency's pack. A content script has our id too, but stands in a page of a
 * site: it has no business with this.
 * @param ownOrigin where our pages stand, with a slash at the end
 */
export const isPackWanted = (
  message: unknown,
  sender: Sender,
  ownId: string,
  ownOrigin: string,
): message is PackWanted =>
  sender.id === ownId &&
  sender.url?.startsWith(ownOrigin) === true &&
  isRecord(message) &&
  message.type === 'page:pack-wanted';
