/**
 * What a warning says, as plain data: from an assessment and the pack to words. The dialog only lays it out, so
 * the same words serve the page, training and tests.
 */
import type { InForce } from '../domain/in-force.ts';
import type { Action, CivilDate, Evidence, Language, Subject, Verdict, Where } from '../domain/vocabulary.ts';
import type { MessageKey } from '../generated/guard-messages.ts';
import type { PagePack, Tree } from '../recognition/page-pack.ts';
import { type GuardText, showDate } from './texts.ts';

/** What "not a participant" may except. */
export type ExceptionChoice =
  | { readonly kind: 'author'; readonly author: string; readonly label: string; readonly done: string }
  | { readonly kind: 'term'; readonly term: string; readonly label: string; readonly done: string };

/** What may help with a photo that was taken long ago. */
export interface PhotoAdvice {
  readonly title: string;
  readonly lead: readonly Tree[];
  /** The sentence to be added to the post. @param date civil date on which the photo was taken; empty: a blank */
  readonly sentence: (date: CivilDate | '') => string;
  readonly more: Tree;
  /** A photo cannot be of a later day. */
  readonly latest: CivilDate;
}

export interface Warning {
  readonly level: 'dilarang' | 'hati-hati';
  readonly name: string;
  readonly what: string;
  readonly why: string;
  /** What was recognised, the item, the stage. */
  readonly reasons: readonly Tree[];
  /** For a draft with a photo under an item about photos. */
  readonly photo: PhotoAdvice | null;
  /** The item's own words and what stands around them. */
  readonly more: readonly Tree[];
  readonly exceptions: readonly ExceptionChoice[];
  /** False where the agency wants a held action not to be gone on with. */
  readonly mayContinue: boolean;
  /** What the agency has to say: that one cannot go on, whom to ask. Plain text, whatever stands in it. */
  readonly notes: readonly string[];
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
/** At most so many words are offered as "not a participant". */
const MAX_TERMS = 3;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Text between two places in pieces, the spans marked; spans may touch or overlap. */
const cut = (source: string, from: number, to: number, spans: readonly Span[]): Tree[] => {
  const flat = (start: number, end: number) => source.slice(start, end).replace(/\s+/g, ' ');
  const pieces: Tree[] = from > 0 ? ['…'] : [];
  let at = from;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start < at || end > to) continue;
    pieces.push(flat(at, start), marked(source.slice(start, end)));
    at = end;
  }
  pieces.push(flat(at, to));
  return to < source.length ? [...pieces, '…'] : pieces;
};

const line = (className: string, ...children: readonly Tree[]): Tree => ['p', className, children];
const marked = (text: string): Tree => ['mark', '', [text]];

/** A stretch of page text with its caption; what was recognised is marked. */
const snippetOf = (subject: Subject, verdict: Verdict, evidence: Evidence, t: GuardText): Tree => {
  const { where, tier, text, start, end } = evidence;
  const source = sourceOf(subject, where);
  const fits = (span: Span & { readonly where: Where; readonly text: string }) =>
    span.where === where && source.slice(span.start, span.end) === span.text;
  const others = verdict.evidence.filter(({ participant }) => participant === verdict.participant);
  // A display name and a handle share a place; what does not fit the text is shown by itself.
  const pieces = fits(evidence)
    ? cut(
        source,
        Math.max(0, start - AROUND),
        Math.min(source.length, end + AROUND),
        [...others, ...verdict.signals].filter(fits),
      )
    : [marked(text)];
  const caption = t('dialog_matched', {
    tier: t(`tier_${keyPart(tier)}` as MessageKey),
    where: t(`where_${keyPart(where)}` as MessageKey),
  });
  return ['div', 'matched', [line('caption', caption), line('', ...pieces)]];
};

/** The strongest evidence of the participant that decided, one for each place. */
const tellingEvidence = (verdict: Verdict): Evidence[] => {
  const strongest = new Map<Where, Evidence>();
  for (const one of verdict.evidence.toSorted((a, b) => b.weight - a.weight))
    if (one.participant === verdict.participant && !strongest.has(one.where)) strongest.set(one.where, one);
  return [...strongest.values()].slice(0, MAX_SNIPPETS);
};

const whoOf = ({ author, groupName, pageTitle }: Subject, action: Action): string | undefined => {
  if (action === 'join') return groupName ?? pageTitle;
  if (action === 'attend') return pageTitle ?? author?.name;
  return author?.name || (author?.handle && `@${author.handle}`);
};

const whatOf = (subject: Subject, action: Action, participant: string, t: GuardText): string => {
  const base =
    action === 'like' && subject.kind === 'comment' ? 'dialog_what_like_comment' : `dialog_what_${action}`;
  const who = action === 'post' ? participant : whoOf(subject, action);
  return who ? t(base as MessageKey, { who }) : t(`${base}_unknown` as MessageKey);
};

/** The reason of a verdict in one sentence. */
export const whyOf = (verdict: Verdict, participant: string, t: GuardText): string => {
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
    start: showDate(stage.start, t),
    end: showDate(stage.end, t),
  };
  return stage.start === stage.end ? t('dialog_stage_day', params) : t('dialog_stage', params);
};

const choicesOf = (subject: Subject, verdict: Verdict, t: GuardText): ExceptionChoice[] => {
  const choices: ExceptionChoice[] = [];
  const { handle, name } = subject.author ?? {};
  const author = handle ?? name;
  if (author && subject.kind !== 'draft') {
    const params = { who: handle ? `@${author}` : author };
    choices.push({
      kind: 'author',
      author,
      label: t('dialog_exception_author', params),
      done: t('dialog_exception_done_author', params),
    });
  }
  const terms = new Map<string, string>();
  for (const { participant, tier, where, text } of verdict.evidence) {
    if (participant !== verdict.participant || tier === 'campaign-word') continue;
    if (where === 'author' && tier === 'account') continue;
    const term = text.trim();
    const key = term.toLowerCase();
    if (!terms.has(key)) terms.set(key, term);
  }
  for (const term of [...terms.values()].slice(0, MAX_TERMS))
    choices.push({
      kind: 'term',
      term,
      label: t('dialog_exception_term', { term }),
      done: t('dialog_exception_done_term', { term }),
    });
  return choices;
};

const photoAdvice = (
  subject: Subject,
  verdict: Verdict,
  pack: PagePack,
  language: Language,
  latest: CivilDate,
  t: GuardText,
): PhotoAdvice | null => {
  const { oldPhoto } = pack.texts;
  if (!subject.draftHasPhoto || !verdict.items.some((item) => oldPhoto.items.includes(item))) return null;
  return {
    ...oldPhoto[language],
    title: t('dialog_photo_title'),
    sentence: (date) =>
      date ? t('dialog_photo_sentence', { date: showDate(date, t) }) : t('dialog_photo_sentence_blank'),
    latest,
  };
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
  /** The day that was judged on. */
  readonly date: CivilDate;
  readonly simulatedDate: CivilDate | null;
  /** What the agency wants of warnings. */
  readonly agency: Pick<InForce, 'block' | 'help' | 'mayExcept'>;
  readonly t: GuardText;
}): Warning => {
  const { subject, action, verdict, participant, pack, language, agency, t } = input;
  const [item, ...others] = verdict.items.flatMap((id) => {
    const text = pack.texts.items[id];
    return text ? { id, text } : [];
  });
  const rule: Tree[] = item ? [`${item.text.rule[language]} `, ['code', '', [item.id]]] : [];
  if (others[0]) {
    const items = others.map(({ text }) => text.name[language]).join(', ');
    rule.push(` ${t('dialog_item_also', { items })}`);
  }
  const date = input.simulatedDate;
  return {
    level: verdict.level === 'dilarang' ? 'dilarang' : 'hati-hati',
    name: t(agency.block ? 'dialog_name_blocked' : 'dialog_name'),
    what: whatOf(subject, action, participant, t),
    why: whyOf(verdict, participant, t),
    reasons: [
      ...tellingEvidence(verdict).map((evidence) => snippetOf(subject, verdict, evidence, t)),
      ...(item ? [line('rule', ...rule)] : []),
      line('stage', stageLine(verdict, pack, language, t)),
      ...(date ? [line('stage', t('dialog_simulated', { date: showDate(date, t) }))] : []),
    ],
    photo: photoAdvice(subject, verdict, pack, language, input.date, t),
    more: item ? (JSON.parse(item.text.more[language]) as Tree[]) : [],
    exceptions: agency.mayExcept ? choicesOf(subject, verdict, t) : [],
    mayContinue: !agency.block,
    notes: [
      ...(agency.block ? [t('dialog_blocked')] : []),
      ...(agency.help === '' ? [] : [t('dialog_help', { contact: agency.help })]),
    ],
  };
};
