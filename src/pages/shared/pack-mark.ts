/** How the pages say, in words, that something came with the agency's pack and not with the extension. */
import type { CivilDate } from '../../domain/vocabulary.ts';
import type { PackPart } from '../../pack/agency-contents.ts';
import type { Translate } from '../../platform/i18n.ts';
import { h } from './dom.ts';

/** A pack in force as the pages name it, and what of the rules is its own. */
export interface PackMark {
  readonly publisher: string;
  readonly serial: number;
  /** SHA-256 of its bytes: equal for the same pack. */
  readonly sha256: string;
  readonly issued: CivilDate;
  /** Ids of the elections that are the pack's as a whole. */
  readonly elections: ReadonlySet<string>;
  /** Ids of all stages that came with it. */
  readonly stages: ReadonlySet<string>;
  readonly parts: readonly PackPart[];
}

/** "dari paket instansi", beside the name of what came with it. */
export const packTag = (t: Translate): HTMLElement => h('span', { class: 'tag' }, t('common_pack_tag'));

/** A name where no tag can stand: "Pilkada Contoh · dari paket instansi". */
export const namedAsPacks = (name: string, isPacks: boolean, t: Translate): string =>
  isPacks ? `${name} · ${t('common_pack_tag')}` : name;

/** Which pack the dates in view include, with whose and which serial; null where it brings none. */
export const packLine = (pack: PackMark | null, t: Translate): string | null =>
  pack && pack.stages.size > 0
    ? t('common_pack_includes', { publisher: pack.publisher, serial: pack.serial })
    : null;
