/**
 * The training page's side of a stage: makes the frame, and gives its guard what it judges by: the rules with the
 * training's people laid over them, on the day that the trainer has set. Date, cast and exceptions live in this object
 * alone and are gone with it.
 */
import { IN_FORCE_FORMAT, IN_FORCE_KEY, type InForce } from '../../domain/in-force.ts';
import type { Exception } from '../../domain/settings.ts';
import type { CivilDate, Employment, Language } from '../../domain/vocabulary.ts';
import { messages } from '../../generated/guard-messages.ts';
import { badgeStyle, style } from '../../generated/guard-style.ts';
import { rules } from '../../pack/bundle.ts';
import { compilePagePack } from '../../pack/compile.ts';
import { createRecogniser, type Recogniser } from '../../pack/recogniser.ts';
import { siteRules } from '../../pack/sites.ts';
import { homeOf, withTraining } from '../../pack/training.ts';
import { training } from '../../pack/training-bundle.ts';
import type { JournalEntry } from '../../platform/messages.ts';
import { ignoredOf } from '../../recognition/ignored.ts';
import { PAGE_PACK_KEY, type PagePack } from '../../recognition/page-pack.ts';
import { h } from '../shared/dom.ts';
import type { StageActor, StageHost, StageOrder } from './stage-host.ts';

export const HOME = homeOf(training.cast);
const lessonRules = withTraining(rules, training.cast);

let pack: PagePack | null = null;
/** Made once, when first needed: every stage judges by the same. */
const lessonPack = (): PagePack => {
  pack ??= compilePagePack(lessonRules, { words: messages, style, badgeStyle, sites: siteRules }, [HOME]);
  return pack;
};

let recogniser: Recogniser | null = null;
const lessonRecogniser = (): Recogniser => {
  // Without the candidates of the whole country: everybody in a lesson is invented, and nobody bears their names.
  recogniser ??= createRecogniser(lessonRules, null, [HOME]);
  return recogniser;
};

/** What happened on a stage. */
export type Happening =
  /** A warning was shown and answered. */
  | { readonly kind: 'warned'; readonly entry: JournalEntry }
  /** The make-believe site would have sent something. */
  | { readonly kind: 'sent'; readonly op: string };

export interface StageSettings {
  readonly language: Language;
  readonly date: CivilDate;
  readonly employment: Employment;
  /** Covered: the site is seen and cannot be used, and nothing is marked on it. */
  readonly covered: boolean;
  /** What the agency set for warnings; a lesson shows them as they are without an agency. */
  readonly agency?: Pick<InForce, 'block' | 'help' | 'mayExcept'>;
}

export interface StageView {
  readonly element: HTMLElement;
  /** Another day, or the cover lifted; the guard follows at once. */
  set(change: Partial<Pick<StageSettings, 'date' | 'covered'>>): void;
  /** Puts the focus on the control that the lesson is about. */
  aim(): boolean;
  /** Forgets the frame. */
  close(): void;
}

let made = 0;

/**
 * A stage, ready to be put into the page.
 * @param title what the frame is called, for those who do not see it
 * @param onKey keys of the lesson, also while the focus is in the frame; true: it has used the key
 */
export const stageView = (
  title: string,
  order: StageOrder,
  given: StageSettings,
  happened: (what: Happening) => void,
  onKey: (key: string) => boolean = () => false,
): StageView => {
  let settings = given;
  let exceptions: readonly Exception[] = [];
  let listener: (key: string, value: unknown) => void = () => undefined;
  let actor: StageActor | null = null;
  made += 1;
  const name = `stage-${made}`;
  const frame = h('iframe', { class: 'stage', title, name });

  const inForce = (): InForce => ({
    format: IN_FORCE_FORMAT,
    region: HOME,
    employment: settings.employment,
    language: settings.language,
    strictness: 'normal',
    simulatedDate: settings.date,
    exceptions,
    ...(settings.agency ?? { block: false, help: '', mayExcept: true }),
  });
  const stored = (): Readonly<Record<string, unknown>> =>
    settings.covered ? {} : { [IN_FORCE_KEY]: inForce(), [PAGE_PACK_KEY]: lessonPack() };
  const publish = () => {
    for (const [key, value] of Object.entries(stored())) listener(key, value);
  };

  const host: StageHost = {
    order,
    language: settings.language,
    stored,
    isCovered: () => settings.covered,
    pressed: onKey,
    follow: (given) => {
      listener = given;
    },
    recognise: (subjects) => {
      const { recognise, participant } = lessonRecogniser();
      return subjects.map((subject) => {
        const recognition = recognise(subject, ignoredOf(exceptions));
        const ids = new Set(recognition.evidence.map((one) => one.participant));
        return {
          recognition,
          participants: [...ids].map(participant).filter((one) => one !== undefined),
        };
      });
    },
    tell: (message) => {
      if (message.type === 'content:warned') happened({ kind: 'warned', entry: message.entry });
      else if (message.type === 'content:except') {
        exceptions = [...exceptions, message.exception];
        publish();
      }
    },
    sent: (op) => happened({ kind: 'sent', op }),
    ready: (given) => {
      actor = given;
      frame.dataset.ready = '';
    },
  };
  window.jagaNetralStages ??= new Map();
  window.jagaNetralStages.set(name, host);
  // From any page of the extension: the welcome page has a stage too.
  frame.src = '../training/stage.html';

  return {
    element: frame,
    set: (change) => {
      settings = { ...settings, ...change };
      publish();
    },
    aim: () => {
      frame.focus();
      return actor?.aim() ?? false;
    },
    close: () => {
      window.jagaNetralStages?.delete(name);
      frame.remove();
    },
  };
};
