/**
 * What a warning says, as plain data: from an assessment and the pack to words. The dialog only lays it out, so
 * the same words serve the page, training and tests.
 */
import type {
  Action,
  CivilDate,
  Evidence,
  ItemId,
  Language,
  Subject,
  Verdict,
  Where,
} from '../domain/vocabulary.ts';
import type { MessageKey } from '../generated/guard-messages.ts';
import type { ItemText, PagePack } from '../recognition/page-pack.ts';
import { type GuardText, showDate } from './texts.ts';

/** A stretch of page text, in pieces: those that were recognised are marked. */
export interface Snippet {
  readonly caption: string;
  readonly pieces: readonly { readonly text: string; readonly marked: boolean }[];
}

/** What "not a participant" may except. */
export type ExceptionChoice =
  | { readonly kind: 'author'; readonly author: string; readonly label: string; readonly done: string }
  | { readonly kind: 'term'; readonly term: string; readonly label: string; readonly done: string };

export interface Warning {
  readonly level: 'dilarang' | 'hati-hati';
  readonly name: string;
  readonly what: string;
  readonly why: string;
  readonly snippets: readonly Snippet[];
  readonly rule: string;
  readonly itemIds: readonly ItemId[];
  readonly also: string | null;
  readonly stage: string;
  readonly simulated: string | null;
  readonly item: ItemText | null;
  readonly exceptions: readonly ExceptionChoice[];
}

/** `masa-tenang`, `quoteAuthor` as parts of a key: `masa_tenang`, `quote_author`. */
const keyPart = (value: string) =>
  value.replace(/-/g, '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const shown = ({ author }: Subject): string => author?.handle ?? author?.name ?? '';

/** The text in which a piece of evidence was seen. */
const sourceOf = (subject: Subject, where: Where): string => {
  const { quoted } = subject;
  const sources: Record<Where, string | undefined> = {
    author: shown(subject),
    text: subject.text,
    quoteAuthor: quoted && shown(quoted),
    quote: quoted?.text,
    imageText: subject.imageText ?? quoted?.imageText,
    group: subject.groupName,
    pageTitle: subject.pageTitle,
    draft: subject.draft,
  };
  return sources[where] ?? '';
};

/** Characters of context kept on each side of the word that decided. */
const AROUND = 72;
const MAX_SNIPPETS = 2;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Text between two places in pieces, the spans marked; spans may touch or overlap. */
const cut = (source: string, from: number, to: number, spans: readonly Span[]): Snippet['pieces'] => {
  const flat = (text: string) => text.replace(/\s+/g, ' ');
  const pieces: { text: string; marked: boolean }[] = [];
  let at = from;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start < at || end > to) continue;
    if (start > at) pieces.push({ text: flat(source.slice(at, start)), marked: false });
    pieces.push({ text: source.slice(start, end), marked: true });
    at = end;
  }
  if (at < to) pieces.push({ text: flat(source.slice(at, to)), marked: false });
  return [
    ...(from > 0 ? [{ text: '…', marked: false }] : []),
    ...pieces,
    ...(to < source.length ? [{ text: '…', marked: false }] : []),
  ];
};

const snippetOf = (subject: Subject, verdict: Verdict, evidence: Evidence, t: GuardText): Snippet => {
  const { where } = evidence;
  const caption = t('dialog_matched', {
    tier: t(`tier_${keyPart(evidence.tier)}` as MessageKey),
    where: t(`where_${keyPart(where)}` as MessageKey),
  });
  const source = sourceOf(subject, where);
  // A display name and a handle share a place; what does not fit the text is shown by itself.
  if (source.slice(evidence.start, evidence.end) !== evidence.text)
    return { caption, pieces: [{ text: evidence.text, marked: true }] };
  const from = Math.max(0, evidence.start - AROUND);
  const to = Math.min(source.length, evidence.end + AROUND);
  const fits = (span: Span & { readonly where: Where; readonly text: string }) =>
    span.where === where && source.slice(span.start, span.end) === span.text;
  const others = verdict.evidence.filter(({ participant }) => participant === verdict.participant);
  return { caption, pieces: cut(source, from, to, [...others, ...verdict.signals].filter(fits)) };
};

/** The strongest evidence of the participant that decided, one for each place. */
const tellingEvidence = (verdict: Verdict): Evidence[] => {
  const seen = new Set<Where>();
  return verdict.evidence
    .filter(({ participant }) => participant === verdict.participant)
    .toSorted((a, b) => b.weight - a.weight)
    .filter(({ where }) => {
      if (seen.has(where)) return false;
      seen.add(where);
      return true;
    })
    .slice(0, MAX_SNIPPETS);
};

const whoOf = (subject: Subject, action: Action): string | null => {
  if (action === 'join') return subject.groupName ?? subject.pageTitle ?? null;
  if (action === 'attend') return subject.pageTitle ?? subject.author?.name ?? null;
  const { author } = subject;
  if (author?.name) return author.name;
  return author?.handle ? `@${author.handle}` : null;
};

const whatOf = (subject: Subject, action: Action, participant: string, t: GuardText): string => {
  const base =
    action === 'like' && subject.kind === 'comment' ? 'dialog_what_like_comment' : `dialog_what_${action}`;
  const who = action === 'post' ? participant : whoOf(subject, action);
  return who ? t(base as MessageKey, { who }) : t(`${base}_unknown` as MessageKey);
};

const whyOf = (verdict: Verdict, participant: string, t: GuardText): string => {
  const inDraft =
    verdict.evidence.length > 0 &&
    tellingEvidence(verdict).every(({ where }) => where === 'draft') &&
    (verdict.reason === 'partisan' || verdict.reason === 'concerns');
  const key = `dialog_why_${keyPart(verdict.reason)}${inDraft ? '_draft' : ''}`;
  return t(key as MessageKey, { participant });
};

const stageLine = (verdict: Verdict, pack: PagePack, language: Language, t: GuardText): string => {
  if (!verdict.stage) return t('dialog_no_stage');
  const { stage, election } = verdict.stage;
  const params = {
    stage: t(`stage_${keyPart(stage.kind)}` as MessageKey),
    election: pack.texts.elections[election]?.[language] ?? election,
    start: showDate(stage.start, language),
    end: showDate(stage.end, language),
  };
  return stage.start === stage.end ? t('dialog_stage_day', params) : t('dialog_stage', params);
};

const itemName = (text: ItemText | undefined, t: GuardText): string =>
  text ? t(`common_item_${keyPart(text.category)}` as MessageKey, { no: text.no }) : '';

const choicesOf = (subject: Subject, verdict: Verdict, t: GuardText): ExceptionChoice[] => {
  const choices: ExceptionChoice[] = [];
  const author = subject.author?.handle ?? subject.author?.name;
  if (author && subject.kind !== 'draft') {
    const who = subject.author?.handle ? `@${author}` : author;
    choices.push({
      kind: 'author',
      author,
      label: t('dialog_exception_author', { who }),
      done: t('dialog_exception_done_author', { who }),
    });
  }
  const terms = new Set<string>();
  for (const { participant, tier, where, text } of verdict.evidence) {
    if (participant !== verdict.participant || tier === 'campaign-word' || terms.size >= 3) continue;
    if (where === 'author' && tier === 'account') continue;
    const term = text.trim();
    if (terms.has(term.toLowerCase())) continue;
    terms.add(term.toLowerCase());
    choices.push({
      kind: 'term',
      term,
      label: t('dialog_exception_term', { term }),
      done: t('dialog_exception_done_term', { term }),
    });
  }
  return choices;
};

/** Puts a held action into words. */
export const composeWarning = (input: {
  readonly subject: Subject;
  readonly action: Action;
  readonly verdict: Verdict;
  /** Name of the participant that decided. */
  readonly participant: string;
  readonly pack: PagePack;
  readonly language: Language;
  readonly simulatedDate: CivilDate | null;
  readonly t: GuardText;
}): Warning => {
  const { subject, action, verdict, participant, pack, language, t } = input;
  const [first, ...others] = verdict.items;
  const item = first ? pack.texts.items[first] : undefined;
  return {
    level: verdict.level === 'dilarang' ? 'dilarang' : 'hati-hati',
    name: t('dialog_name'),
    what: whatOf(subject, action, participant, t),
    why: whyOf(verdict, participant, t),
    snippets: tellingEvidence(verdict).map((evidence) => snippetOf(subject, verdict, evidence, t)),
    rule: item
      ? t('dialog_item', {
          category: t(`common_category_${keyPart(item.category)}` as MessageKey),
          item: item.no,
        })
      : '',
    itemIds: verdict.items,
    also:
      others.length > 0
        ? t('dialog_item_also', {
            items: others
              .map((id) => itemName(pack.texts.items[id], t))
              .filter(Boolean)
              .join(', '),
          })
        : null,
    stage: stageLine(verdict, pack, language, t),
    simulated: input.simulatedDate
      ? t('dialog_simulated', { date: showDate(input.simulatedDate, language) })
      : null,
    item: item ?? null,
    exceptions: choicesOf(subject, verdict, t),
  };
};
