/**
 * "Add to calendar": stages as an iCalendar file (RFC 5545), made here so that nothing has to be asked of anyone.
 * All-day events only, because the law speaks of days. The same data gives the same bytes: ids are the stages'
 * own and the stamp is the day of the last review, so that a second import updates instead of doubling.
 */
import { addDays } from './dates.ts';

/** One all-day event; both ends inclusive, as the calendar's stages are. */
export interface IcsEvent {
  /** Stable for ever; the same id again means the same event, corrected. */
  readonly id: string;
  readonly start: string;
  readonly end: string;
  readonly summary: string;
  readonly description: string;
  /** Not announced officially. */
  readonly tentative: boolean;
}

const MAX_OCTETS = 75;
const encoder = new TextEncoder();

/**
 * TEXT as RFC 5545, 3.3.11 wants it: backslash, semicolon and comma escaped, line breaks as `\n`. Control
 * characters have no place in it and are left out.
 */
export const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\n/g, '\\n');

/**
 * Folds a content line (3.1): no line longer than 75 octets, never within a character; a continuation begins
 * with one space, which counts.
 */
export const foldLine = (line: string): string => {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > MAX_OCTETS) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
};

const basicDate = (date: string): string => date.replaceAll('-', '');

const eventLines = (event: IcsEvent, stamp: string): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${escapeText(event.id)}@jaga-netral`,
  `DTSTAMP:${basicDate(stamp)}T000000Z`,
  `DTSTART;VALUE=DATE:${basicDate(event.start)}`,
  // The end of an all-day event is exclusive.
  `DTEND;VALUE=DATE:${basicDate(addDays(event.end, 1))}`,
  `SUMMARY:${escapeText(event.summary)}`,
  `DESCRIPTION:${escapeText(event.description)}`,
  `STATUS:${event.tentative ? 'TENTATIVE' : 'CONFIRMED'}`,
  // A stage takes nobody's time: the day stays free.
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
];

/**
 * The file's text, lines ended by CRLF.
 * @param stamp day on which the data was last reviewed
 * @param language of the texts, for the product id
 */
export const icsText = (events: readonly IcsEvent[], stamp: string, language: string): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Jaga Netral//Kalender pemilihan//${language.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    ...events.flatMap((event) => eventLines(event, stamp)),
    'END:VCALENDAR',
  ]
    .map((line) => `${foldLine(line)}\r\n`)
    .join('');

/** A name that every file system takes: "jaga-netral-pemilu-2024.quiet.ics". */
export const icsFileName = (id: string): string => `jaga-netral-${id.replace(/[^a-z0-9.-]+/gi, '-')}.ics`;
