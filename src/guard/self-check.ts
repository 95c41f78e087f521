/**
 * The self-check of one page: on the person's request looks once at the list that stands there, marks the rows that
 * concern a participant and answers with them. Nothing is kept but which rows bear a mark, and those are read again
 * whenever the site changes them: a row that is used for another account must not keep the mark.
 */
import { IN_FORCE_KEY } from '../domain/in-force.ts';
import type { Evidence, Verdict } from '../domain/vocabulary.ts';
import { today } from '../platform/clock.ts';
import { MAX_SUBJECTS, type RecognitionAnswer, type WiderRecognition } from '../platform/messages.ts';
import { ask, watchLocal } from '../platform/native.ts';
import {
  type FoundOnList,
  isSelfCheckQuestion,
  type SelfCheckAnswer,
  type SelfCheckOffer,
} from '../platform/self-check.ts';
import { PAGE_PACK_KEY } from '../recognition/page-pack.ts';
import { isShown, type Listed, listedIn, listHere } from '../sites/lists.ts';
import type { Site } from '../sites/site.ts';
import { type Assessor, contentKey } from './assess.ts';
import { removeBadge } from './badge.ts';
import type { Knowledge } from './state.ts';
import { nameOfParticipant } from './texts.ts';

/** A worker that has not answered by then is not waited for, in ms. */
const WAIT_MS = 4_000;
/** Longer names and words are cut, in UTF-16 units: a list shows one line of each. */
const MAX_SHOWN = 120;

/** What the check needs of the page that it runs in. */
export interface CheckedPage {
  readonly site: Site;
  knowledge(): Knowledge | null;
  assessor(): Assessor | null;
  mark(row: Element, anchor: () => Element | null, verdict: Verdict, knowledge: Knowledge): void;
}

const askOnce = async (batch: readonly Listed[]): Promise<RecognitionAnswer> => {
  const subjects = batch.map(({ subject }) => subject);
  const answers = (await ask({ type: 'content:recognise', subjects })) as RecognitionAnswer | undefined;
  if (answers?.length !== batch.length) throw new Error('no answer');
  return answers;
};

/** What the worker says of a batch; one that was just ended is asked again. */
const askWorker = (batch: readonly Listed[]): Promise<RecognitionAnswer> =>
  askOnce(batch).catch(() => askOnce(batch));

/** All answers in their order; null when one is missing or late. */
const together = (answers: readonly Promise<RecognitionAnswer>[]): Promise<WiderRecognition[] | null> => {
  const late = new Promise<null>((give) => setTimeout(give, WAIT_MS, null));
  return Promise.race([Promise.all(answers).then((all) => all.flat()), late]).catch(() => null);
};

const shown = (text: string | undefined): string => (text ?? '').slice(0, MAX_SHOWN);

/** The evidence that tells a reader most: of the account or group itself, else what weighs most. */
const tellingOf = ({ evidence, participant }: Verdict): Evidence | undefined =>
  evidence
    .filter((one) => one.participant === participant)
    .sort((a, b) => Number(b.where === 'author') - Number(a.where === 'author') || b.weight - a.weight)[0];

const foundOf = ({ subject, path }: Listed, verdict: Verdict, knowledge: Knowledge): FoundOnList | null => {
  const evidence = tellingOf(verdict);
  if (verdict.level === 'aman' || !evidence) return null;
  const { author, groupName } = subject;
  const { name, handle } = author ?? {};
  return {
    name: shown(subject.kind === 'group' ? groupName : name || handle),
    handle: name ? shown(handle) : '',
    about: nameOfParticipant(knowledge, verdict),
    level: verdict.level,
    items: verdict.items,
    tier: evidence.tier,
    text: shown(evidence.text),
    stage: verdict.stage?.stage.kind ?? null,
    path,
  };
};

export class SelfCheck {
  readonly #page: CheckedPage;
  /** Rows that bear a mark, with what they were about when they got it. */
  readonly #marked = new Map<Element, { readonly listed: Listed; readonly key: string }>();
  readonly #observer = new MutationObserver(() => this.#lookAgain());

  /** @param signal ends it all */
  constructor(page: CheckedPage, signal: AbortSignal) {
    this.#page = page;
    // What is judged otherwise now, by another date or other rules, is no longer what the marks say.
    watchLocal([IN_FORCE_KEY, PAGE_PACK_KEY], signal, () => this.clear());
    signal.addEventListener('abort', () => this.clear());
  }

  /** The answer to one of our pages; null for what is no question of a self-check, and on pages that stand aside. */
  answer(message: unknown): Promise<SelfCheckAnswer | SelfCheckOffer | null> | null {
    const { site } = this.#page;
    if (!isSelfCheckQuestion(message) || site.isAside) return null;
    return message.type === 'page:list-here' ? Promise.resolve({ site: site.id }) : this.#look();
  }

  /** Takes all marks off again. */
  clear(): void {
    this.#observer.disconnect();
    for (const row of this.#marked.keys()) removeBadge(row);
    this.#marked.clear();
  }

  async #look(): Promise<SelfCheckAnswer | null> {
    const { site } = this.#page;
    const before = this.#page.knowledge();
    if (!before) return null;
    const list = listHere(before.pack.sites[site.id]);
    if (list?.owner === 'other' && isShown(list)) {
      const ownPath = list.ownPath ?? '';
      return { kind: 'other', site: site.id, host: location.host, what: list.what, ownPath };
    }
    const rows: Listed[] = [];
    const asked: Promise<RecognitionAnswer>[] = [];
    // The worker is at work on the first rows while the next are read.
    const askFrom = (from: number) => {
      const batch = rows.slice(from);
      if (batch.length > 0) asked.push(askWorker(batch));
    };
    for (const one of list && list.owner !== 'other' ? listedIn(site, list) : [])
      if (rows.push(one) % MAX_SUBJECTS === 0) askFrom(rows.length - MAX_SUBJECTS);
    askFrom(rows.length - (rows.length % MAX_SUBJECTS));
    if (!list || rows.length === 0) return { kind: 'elsewhere', site: site.id };
    // So does the page, for what it will need in any case.
    for (const { subject } of rows) this.#page.assessor()?.recognition(subject);
    const answers = await together(asked);
    // Settings may have changed while the worker was asked.
    const knowledge = this.#page.knowledge();
    const assessor = this.#page.assessor();
    if (!knowledge || !assessor) return null;
    const date = today(knowledge.settings);
    this.clear();
    const found: FoundOnList[] = [];
    for (const [at, listed] of rows.entries()) {
      const answer = answers?.[at];
      if (answer) assessor.accept(listed.subject, answer);
      const { verdict } = assessor.assess(listed.action, listed.subject, date);
      const one = foundOf(listed, verdict, knowledge);
      if (!one) continue;
      found.push(one);
      this.#mark(listed, verdict, knowledge);
    }
    return {
      kind: 'list',
      site: site.id,
      host: location.host,
      what: list.what,
      isOwn: list.owner === 'own',
      looked: rows.length,
      isWide: answers !== null,
      found,
    };
  }

  #mark(listed: Listed, verdict: Verdict, knowledge: Knowledge): void {
    const { row, anchor, action } = listed;
    const key = contentKey(listed.subject);
    if (!row.isConnected || !this.#isStill(listed, key)) return;
    this.#page.mark(row, () => anchor, verdict, knowledge);
    // A post is looked at by the guard anyway, whenever it changes.
    if (action === 'like') return;
    this.#marked.set(row, { listed, key });
    this.#observer.observe(row, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['href', 'aria-label'],
    });
  }

  #isStill({ again }: Listed, key: string): boolean {
    const subject = again();
    return subject !== null && contentKey(subject) === key;
  }

  #lookAgain(): void {
    for (const [row, { listed, key }] of this.#marked) {
      if (row.isConnected && this.#isStill(listed, key)) continue;
      removeBadge(row);
      this.#marked.delete(row);
    }
  }
}
