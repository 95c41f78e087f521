/**
 * Five hundred accounts that a person might follow, for the self-check: a few participants among look-alikes, media,
 * organisers, office-holders and ordinary people, always in the same order. Who counts was decided by hand, from the
 * rules' own lists and not by asking the recogniser.
 */
import type {
  ReplicaAuthor,
  ReplicaConfig,
  ReplicaGroup,
  ReplicaPost,
  ReplicaSite,
} from '../../src/replicas/feed.ts';

export const ME: ReplicaAuthor = { handle: 'sariwulandari', name: 'Sari Wulandari' };
export const COUNT = 500;

interface Cast {
  readonly participants: readonly ReplicaAuthor[];
  readonly others: readonly ReplicaAuthor[];
}

/** Known by their accounts, which stand in the rules. */
const BY_ACCOUNT: Readonly<Record<ReplicaSite, readonly ReplicaAuthor[]>> = {
  x: [
    { handle: 'aniesbaswedan', name: 'Anies Rasyid Baswedan', verified: true },
    { handle: 'cakimiNOW', name: 'A Muhaimin Iskandar' },
    { handle: 'prabowo', name: 'Prabowo Subianto', verified: true },
    { handle: 'gibran_tweet', name: 'Gibran Rakabuming' },
    { handle: 'ganjarpranowo', name: 'Ganjar Pranowo', verified: true },
    { handle: 'mohmahfudmd', name: 'Mahfud MD' },
    { handle: 'Projo_Pusat', name: 'DPP Projo' },
    { handle: 'PDI_Perjuangan', name: 'PDI Perjuangan' },
    { handle: 'Gerindra', name: 'Partai Gerindra' },
    { handle: 'psi_id', name: 'Partai Solidaritas Indonesia' },
  ],
  facebook: [
    { handle: 'PDIPerjuangan', name: 'DPP PDI Perjuangan' },
    // No account of theirs is known here: the whole name tells.
    { handle: 'ganjar.p', name: 'Ganjar Pranowo' },
    { handle: '100064555000111', name: 'Prabowo Subianto' },
    { handle: 'anies.rasyid', name: 'Anies Rasyid Baswedan' },
  ],
  instagram: [
    { handle: 'aniesbaswedan', name: 'Anies Rasyid Baswedan' },
    { handle: 'prabowo', name: 'Prabowo Subianto' },
    { handle: 'gibran_rakabuming', name: 'Gibran Rakabuming Raka' },
    { handle: 'dppprojo', name: 'DPP Projo' },
  ],
  threads: [
    { handle: 'aniesbaswedan', name: 'Anies Rasyid Baswedan' },
    { handle: 'gibran_rakabuming', name: 'Gibran Rakabuming Raka' },
  ],
};

/** Other people who are called a little like a participant. */
const ALIKE: readonly ReplicaAuthor[] = [
  { handle: 'ganjarnugraha', name: 'Ganjar Nugraha', bio: 'Bengkel motor, buka setiap hari' },
  { handle: 'anies_fitria', name: 'Anies Fitria', bio: 'Guru SD, suka berkebun' },
  { handle: 'prabowowicaksono', name: 'Prabowo Wicaksono' },
  { handle: 'gibrankhalil', name: 'Gibran Khalil' },
  { handle: 'mahfudsantoso', name: 'Mahfud Santoso', bio: 'Teknisi pendingin ruangan' },
  { handle: 'ganjarpranow0', name: 'Toko Kain Sidomukti' },
  { handle: 'prabowo.', name: 'Warung Mbak Tin' },
  { handle: 'projopandowo', name: 'Sanggar Projo Pandowo' },
  { handle: 'golkarya', name: 'Golkarya Percetakan' },
  { handle: 'puan_kartika', name: 'Puan Kartika' },
];

/** Those who report on elections, run them, or hold an office and do not stand. */
const OFFICIAL: readonly ReplicaAuthor[] = [
  { handle: 'kompascom', name: 'Kompas.com', bio: 'Jernih melihat dunia' },
  { handle: 'detikcom', name: 'detikcom' },
  { handle: 'tempodotco', name: 'Tempo.co' },
  { handle: 'antaranews', name: 'ANTARA' },
  { handle: 'KPU_ID', name: 'KPU RI', bio: 'Akun resmi Komisi Pemilihan Umum' },
  { handle: 'bawaslu_RI', name: 'Bawaslu RI' },
  { handle: 'jokowi', name: 'Presiden Joko Widodo' },
  { handle: 'setkabgoid', name: 'Sekretariat Kabinet' },
  { handle: 'KemenkesRI', name: 'Kementerian Kesehatan' },
  { handle: 'BKNgoid', name: 'Badan Kepegawaian Negara' },
];

const FIRST = 'Rini Dedi Asih Yusuf Lestari Bagus Wati Slamet Nur Dewi Hendra Sri Agung Tuti Rahmat'.split(
  ' ',
);
const LAST = 'Kusumaningtyas Hadisaputra Pujiastutik Tirtayasa Rahmadhani Wibisana Nurcahyani'.split(' ');
const BIO = [
  'Ibu dua anak, pecinta kopi',
  'Catatan perjalanan dan resep sederhana',
  'Jual beli tanaman hias, kirim ke seluruh kota',
  undefined,
];

/** Numbers that look random and are the same in every run (mulberry32). */
const numbers = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const ordinary = (at: number): ReplicaAuthor => {
  const bio = BIO[at % BIO.length];
  const name = `${FIRST[at % FIRST.length]} ${LAST[Math.floor(at / FIRST.length) % LAST.length]}`;
  return { handle: `wargabiasa_${at}`, name, ...(bio === undefined ? {} : { bio }) };
};

/** The same accounts for one site, in the order in which its list shows them. */
export const followed = (
  site: ReplicaSite,
  count = COUNT,
): Cast & { readonly all: readonly ReplicaAuthor[] } => {
  const participants = BY_ACCOUNT[site];
  // Handles of X and Instagram have no dot at the end.
  const known = [...ALIKE, ...OFFICIAL].filter(({ handle }) => site === 'facebook' || !handle.endsWith('.'));
  const fill = Math.max(0, count - participants.length - known.length);
  const others = [...known, ...Array.from({ length: fill }, (_, at) => ordinary(at))];
  const next = numbers(20_240_214);
  const all = [...participants, ...others]
    .map((account) => ({ account, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ account }) => account);
  return { participants, others, all };
};

const isIn = (list: readonly ReplicaAuthor[], { handle }: ReplicaAuthor): boolean =>
  list.some((one) => one.handle === handle);

/** Handles of the participants, in the order of the page. */
export const wantedOf = (site: ReplicaSite, count = COUNT): string[] => {
  const { participants, all } = followed(site, count);
  return all.filter((account) => isIn(participants, account)).map(({ handle }) => handle);
};

/** Groups of Facebook that the person has joined, and those of them that are a participant's. */
export const GROUPS: readonly ReplicaGroup[] = [
  { id: '2010000000000001', name: 'Tukar Tanaman Serpong' },
  { id: '2010000000000002', name: 'Relawan Projo' },
  { id: '2010000000000003', name: 'Info Lalu Lintas Tangerang' },
  { id: '2010000000000004', name: 'Sahabat Ganjar' },
  { id: '2010000000000005', name: 'Alumni SMA 3' },
];
export const OWN_GROUPS = ['Relawan Projo', 'Sahabat Ganjar'];

const post = (at: number, author: ReplicaAuthor, text: string, liked: boolean): ReplicaPost => ({
  id: `17460000000000${String(at).padStart(5, '0')}`,
  kind: 'neutral',
  author,
  text,
  liked,
});

/** Posts on X, most of them liked. */
export const POSTS: readonly ReplicaPost[] = [
  post(1, { handle: 'wargabiasa_1', name: 'Warga Satu' }, '[Replika] Panen tomat pagi ini.', true),
  post(2, { handle: 'ganjarpranowo', name: 'Ganjar Pranowo' }, '[Replika] Terima kasih, warga.', true),
  post(3, { handle: 'prabowo', name: 'Prabowo Subianto' }, '[Replika] Sampai jumpa.', false),
  post(4, { handle: 'kompascom', name: 'Kompas.com' }, '[Replika] Harga beras hari ini.', true),
  post(5, { handle: 'wargabiasa_5', name: 'Warga Lima' }, '[Replika] Ayo coblos Anies Baswedan.', true),
];
/** Those liked that concern a participant: their numbers, in the order of the page. */
export const LIKED = [POSTS[1]?.id, POSTS[4]?.id];

/** A replica whose person follows all of them. */
export const configOf = (
  site: ReplicaSite,
  more: Partial<ReplicaConfig> = {},
  count = COUNT,
): ReplicaConfig => ({
  site,
  language: 'id',
  posts: site === 'x' ? POSTS : [],
  follows: followed(site, count).all,
  memberOf: GROUPS,
  me: ME,
  options: { virtualised: false },
  ...more,
});
