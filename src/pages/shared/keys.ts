/** From the vocabulary's words to the keys of the texts that name them; typed, so that none can be missing. */
import type {
  Action,
  Confidence,
  Employment,
  ItemId,
  Level,
  Office,
  SiteId,
  StageKind,
  Strictness,
} from '../../domain/vocabulary.ts';
import type { MessageKey, Translate } from '../../platform/i18n.ts';
import type { Outcome, SiteHealth } from '../../platform/messages.ts';

export const actionKey = (action: Action): MessageKey => `action_${action}`;
export const siteKey = (site: SiteId): MessageKey => `site_${site}`;
export const outcomeKey = (outcome: Outcome): MessageKey => `common_outcome_${outcome}`;
export const siteStateKey = (state: SiteHealth['state'] | 'unknown'): MessageKey => `popup_site_${state}`;
export const employmentKey = (value: Employment): MessageKey => `options_employment_${value}`;
export const employmentHelpKey = (value: Employment): MessageKey => `options_employment_${value}_help`;
export const strictnessKey = (value: Strictness): MessageKey => `options_strictness_${value}`;
export const strictnessHelpKey = (value: Strictness): MessageKey => `options_strictness_${value}_help`;

export const LEVEL_KEYS: Readonly<Record<Level, MessageKey>> = {
  dilarang: 'level_dilarang',
  'hati-hati': 'level_hati_hati',
  aman: 'level_aman',
};

export const STAGE_KEYS: Readonly<Record<StageKind, MessageKey>> = {
  'bakal-calon': 'stage_bakal_calon',
  calon: 'stage_calon',
  kampanye: 'stage_kampanye',
  'masa-tenang': 'stage_masa_tenang',
  'pemungutan-suara': 'stage_pemungutan_suara',
  rekapitulasi: 'stage_rekapitulasi',
  penanda: 'stage_penanda',
};

export const OFFICE_KEYS: Readonly<Record<Office, MessageKey>> = {
  presiden: 'calendar_office_presiden',
  dpr: 'calendar_office_dpr',
  dpd: 'calendar_office_dpd',
  'dprd-provinsi': 'calendar_office_dprd_provinsi',
  'dprd-kabkota': 'calendar_office_dprd_kabkota',
  gubernur: 'calendar_office_gubernur',
  'bupati-walikota': 'calendar_office_bupati_walikota',
  partai: 'calendar_office_partai',
};

/** How sure a date is, in words. */
export const CONFIDENCE_KEYS: Readonly<Record<Confidence, MessageKey>> = {
  confirmed: 'calendar_confidence_confirmed',
  'single-source': 'calendar_confidence_single',
  inferred: 'common_inferred_hint',
  conflict: 'calendar_confidence_conflict',
};

/** The sentence for a running stage; a marker is never "running". */
export const NOW_KEYS: Readonly<Record<Exclude<StageKind, 'penanda'>, MessageKey>> = {
  'bakal-calon': 'popup_now_bakal_calon',
  calon: 'popup_now_calon',
  kampanye: 'popup_now_kampanye',
  'masa-tenang': 'popup_now_masa_tenang',
  'pemungutan-suara': 'popup_now_pemungutan_suara',
  rekapitulasi: 'popup_now_rekapitulasi',
};

/** Where an item of the decree stands among the rules, from any page of the extension. */
export const itemAddress = (item: ItemId): string => `../rules/index.html#${item}`;

/** "Kode etik butir 4". Ids that the vocabulary does not know stand for themselves. */
export const itemLabel = (item: ItemId, t: Translate): string => {
  const [, category, no] = /^(kode-etik|disiplin)-(\d+)$/.exec(item) ?? [];
  if (!no) return item;
  return t(category === 'disiplin' ? 'common_item_disiplin' : 'common_item_kode_etik', { no });
};
