/**
 * What the training page and the make-believe site in its frame say to each other. Both are of the extension and of
 * one origin, so they call one another directly; nothing here is stored, and no message reaches the worker.
 */
import type { Action, Language, SiteId, Subject } from '../../domain/vocabulary.ts';
import type { RecognitionAnswer, ToBackground } from '../../platform/messages.ts';
import type { ReplicaConfig, ReplicaView } from '../../replicas/feed.ts';

/** What the frame is to show. */
export interface StageOrder extends ReplicaConfig {
  readonly site: SiteId;
  readonly view: ReplicaView;
  /** The action that the lesson is about. */
  readonly aim?: Action;
}

/** The training page, as the frame sees it. */
export interface StageHost {
  readonly order: StageOrder;
  readonly language: Language;
  /** What the guard reads where a site's page would read `storage.local`; empty while nothing is to be judged. */
  stored(): Readonly<Record<string, unknown>>;
  /** Calls back with each new value, as `storage.onChanged` would. */
  follow(listener: (key: string, value: unknown) => void): void;
  /** True while the site may be read and not used: the question comes before the act. */
  isCovered(): boolean;
  /** A key that leads through the lesson though the focus is in the frame. False: the frame keeps it. */
  pressed(key: string): boolean;
  recognise(subjects: readonly Subject[]): RecognitionAnswer;
  /** What the guard would have told the worker. */
  tell(message: ToBackground): void;
  /** An operation that a real site would have sent. */
  sent(op: string): void;
  /** The site is drawn and its guard listens. */
  ready(actor: StageActor): void;
}

/** The frame, as the training page sees it. */
export interface StageActor {
  /** Puts the focus on the control that does, or leads to, what the scenario is about. False: there is none. */
  aim(): boolean;
}

/** The frame's name is the key of its host: a frame that was replaced finds none. */
export type Hosts = Map<string, StageHost>;

declare global {
  interface Window {
    jagaNetralStages?: Hosts;
  }
}
