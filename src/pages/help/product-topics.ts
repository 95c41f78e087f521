/** Questions about the extension itself: plain help, from the texts of the interface. Nothing here states law. */
import type { MessageKey, Translate } from '../../platform/i18n.ts';
import { h } from '../shared/dom.ts';
import { bullets, type Topic, topicOf } from './topic.ts';

interface ProductTopic {
  readonly id: string;
  readonly question: MessageKey;
  readonly words: MessageKey;
  readonly short: MessageKey;
  /** Sentences below the short answer; `ol` where one follows from the other. */
  readonly points: readonly MessageKey[];
  readonly list?: 'ol';
  /** Where to go on. */
  readonly link?: readonly [href: string, key: MessageKey];
}

const TOPICS: readonly ProductTopic[] = [
  {
    id: 'yang-dilihat',
    question: 'help_sees',
    words: 'help_sees_words',
    short: 'help_sees_short',
    points: ['help_sees_kept', 'help_sees_agency', 'help_sees_request', 'help_sees_site'],
    link: ['../options/index.html#about', 'help_sees_link'],
  },
  {
    id: 'periksa-sendiri',
    question: 'help_check',
    words: 'help_check_words',
    short: 'help_check_short',
    points: [
      'help_check_open',
      'help_check_inspect',
      'help_check_network',
      'help_check_use',
      'help_check_page',
    ],
    list: 'ol',
  },
  {
    id: 'matikan-atau-hapus',
    question: 'help_off',
    words: 'help_off_words',
    short: 'help_off_short',
    points: ['help_off_where', 'help_off_agency', 'help_off_tabs', 'help_off_less'],
    link: ['../options/index.html#behaviour', 'help_off_link'],
  },
  {
    id: 'tidak-ada-peringatan',
    question: 'help_silent',
    words: 'help_silent_words',
    short: 'help_silent_short',
    points: [
      'help_silent_popup',
      'help_silent_settings',
      'help_silent_where',
      'help_silent_witness',
      'help_silent_report',
    ],
    link: ['../options/index.html#witness', 'help_silent_link'],
  },
  {
    id: 'peringatan-keliru',
    question: 'help_wrong',
    words: 'help_wrong_words',
    short: 'help_wrong_short',
    points: ['help_wrong_why', 'help_wrong_back', 'help_wrong_hidden', 'help_wrong_less'],
    link: ['../options/index.html#exceptions', 'help_wrong_link'],
  },
];

/** All questions about the extension. */
export const productTopics = (t: Translate): readonly Topic[] =>
  TOPICS.map(({ id, question, words, short, points, list, link }) => {
    const lines = points.map((key) => t(key));
    return topicOf(
      id,
      t(question),
      t(short),
      { words: [t(words)], found: lines },
      t,
      bullets(lines, list),
      link ? h('p', {}, h('a', { href: link[0] }, t(link[1]))) : null,
    );
  });
