/** What a question on the help page is, and how one is drawn: the short answer first, then why, then what it rests on. */
import type { MessageKey, Translate } from '../../platform/i18n.ts';
import { h } from '../shared/dom.ts';

/** A question with its answer. */
export interface Topic {
  /** Also its place in the address: `#foto-lama-bersama-calon`. */
  readonly id: string;
  readonly question: string;
  /** What the search looks in. */
  readonly text: string;
  readonly element: HTMLElement;
}

/** Questions of one kind, under one heading. */
export interface TopicGroup {
  readonly id: string;
  readonly heading: MessageKey;
  readonly topics: readonly Topic[];
}

type Part = HTMLElement | null | readonly (HTMLElement | null)[];

/**
 * A question drawn.
 * @param words further words by which it is found; they are not shown
 * @param found further texts of the answer by which it is found
 */
export const topicOf = (
  id: string,
  question: string,
  short: string,
  { words = [], found = [] }: { readonly words?: readonly string[]; readonly found?: readonly string[] },
  t: Translate,
  ...parts: readonly Part[]
): Topic => ({
  id,
  question,
  text: [question, short, ...words, ...found].join(' '),
  element: h(
    'article',
    { id, class: 'card topic', 'aria-labelledby': `${id}-heading` },
    h('h3', { id: `${id}-heading`, tabindex: -1 }, question),
    h('p', { class: 'short' }, short),
    parts.flat(),
    h('p', { class: 'screen-only small' }, h('a', { href: '#questions' }, t('help_back'))),
  ),
});

/** A part of an answer under a small heading of its own. */
export const partOf = (heading: string, ...content: readonly (HTMLElement | null)[]): HTMLElement =>
  h('div', { class: 'part' }, h('h4', {}, heading), content);

/** Sentences one below the other. */
export const bullets = (lines: readonly string[], tag: 'ul' | 'ol' = 'ul'): HTMLElement =>
  h(
    tag,
    { class: tag === 'ul' ? 'bullets' : 'bullets numbered' },
    lines.map((line) => h('li', {}, line)),
  );
