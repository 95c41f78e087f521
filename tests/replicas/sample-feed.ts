/**
 * A feed to practise on. The people and texts are invented; only the accounts of the three presidential
 * candidates of 2024 are real names, with harmless texts that say that they are a replica's, and all three are
 * treated alike: two mentions besides their own post each.
 */
import type {
  ReplicaAuthor,
  ReplicaComment,
  ReplicaConfig,
  ReplicaLanguage,
  ReplicaPost,
  ReplicaSite,
} from '../../src/replicas/feed.ts';

const person = (handle: string, name: string): ReplicaAuthor => ({ handle, name });

/** Invented people and institutions. */
export const AUTHORS = {
  rina: person('rinahapsari', 'Rina Hapsari'),
  bagus: person('baguswijanarko', 'Bagus Wijanarko'),
  yuni: person('yunikurniasih', 'Yuni Kurniasih'),
  taufan: person('taufanarkan', 'Taufan Arkan'),
  melati: person('melatidwirani', 'Melati Dwirani'),
  library: { ...person('perpustakaankita', 'Perpustakaan Kita'), page: true, verified: true },
  news: { ...person('kabarnusaharian', 'Kabar Nusa Harian'), page: true, verified: true },
  organiser: { ...person('kpucontohprovinsi', 'KPU Provinsi Contoh'), page: true, verified: true },
  garden: { ...person('kebunpekarangan', 'Kebun Pekarangan'), page: true },
} as const satisfies Record<string, ReplicaAuthor>;

/** The candidates' own accounts, in the order of the ballot. */
export const CANDIDATES = [
  { handle: 'aniesbaswedan', name: 'Anies Rasyid Baswedan', verified: true, page: true },
  { handle: 'prabowo', name: 'Prabowo Subianto', verified: true, page: true },
  { handle: 'ganjarpranowo', name: 'Ganjar Pranowo', verified: true, page: true },
] as const satisfies readonly ReplicaAuthor[];

/** Alt text as Facebook writes it for a picture with words on it. */
export const bannerAlt = (language: ReplicaLanguage, sign: string): string =>
  language === 'id'
    ? `Mungkin gambar 2 orang dan teks yang menyatakan '${sign}'`
    : `May be an image of 2 people and text that says '${sign}'`;

/** Ids of the sample posts by what they are; the site's own shape is added by `postId`. */
export const SAMPLE = {
  neutral: 1,
  candidates: [2, 4, 6],
  photo: 3,
  partisan: 5,
  quote: 7,
  long: 8,
  news: 9,
  organiser: 10,
  banner: 11,
  suggested: 12,
  team: 13,
  event: 14,
} as const;

/** The id of a sample post: status number, post number or shortcode. */
export const postId = (site: ReplicaSite, number: number): string => {
  const digits = String(number).padStart(2, '0');
  if (site === 'x') return `17460000000000000${digits}`;
  if (site === 'facebook') return `1226000000000${digits}`;
  return `C2replika${digits}`;
};

export const TEAM_GROUP = {
  id: '730000000000013',
  name: 'Tim Pemenangan Anies-Muhaimin Kota Contoh',
} as const;
export const NEUTRAL_GROUP = { id: '730000000000015', name: 'Resep Masakan Rumahan Nusantara' } as const;
export const CAMPAIGN_EVENT = { id: '840000000000014' } as const;

/** About twelve posts for a site, plus Facebook's groups and an event. */
export const sampleFeed = (site: ReplicaSite, language: ReplicaLanguage = 'id'): readonly ReplicaPost[] => {
  const id = (number: number): string => postId(site, number);
  const comment = (number: number, author: ReplicaAuthor, text: string): ReplicaComment => ({
    id: site === 'x' ? `17460000000000019${String(number).padStart(2, '0')}` : `c${id(number)}`,
    author,
    text,
  });
  const [first, second, third] = CANDIDATES;
  const greeting = (author: ReplicaAuthor, number: number, place: string): ReplicaPost => ({
    id: id(number),
    kind: 'participant',
    author,
    text: `[Replika] Terima kasih atas sambutan hangat warga ${place} hari ini. Semoga selalu sehat.`,
    at: `2024-01-1${number}T03:${10 + number}:00.000Z`,
  });
  const posts: ReplicaPost[] = [
    {
      id: id(SAMPLE.neutral),
      kind: 'neutral',
      author: AUTHORS.rina,
      text: 'Hujan sore ini turun tepat saat jemuran sudah diangkat. Hal kecil yang patut disyukuri ☔ #ceritahariini',
      comments: [
        comment(50, AUTHORS.bagus, 'Di sini malah masih terik.'),
        comment(51, AUTHORS.yuni, 'Alhamdulillah, di rumah juga sudah aman.'),
      ],
    },
    {
      ...greeting(first, SAMPLE.candidates[0], 'Kota Contoh Barat'),
      comments: [comment(52, AUTHORS.taufan, 'Sehat selalu.')],
    },
    {
      id: id(SAMPLE.photo),
      kind: 'neutral',
      author: AUTHORS.garden,
      text: 'Panen tomat pertama di pekarangan. Bibitnya dari biji sisa dapur.',
      images: [
        {
          alt:
            site === 'facebook'
              ? language === 'id'
                ? 'Mungkin gambar tomat dan pot tanaman'
                : 'May be an image of tomato and plant pot'
              : 'Tomat di keranjang anyaman',
        },
      ],
    },
    greeting(second, SAMPLE.candidates[1], 'Kota Contoh Tengah'),
    {
      id: id(SAMPLE.partisan),
      kind: 'partisan',
      author: AUTHORS.bagus,
      text: 'Sudah mantap pilihan kami sekeluarga. Ayo menangkan satu putaran! #AniesMuhaimin2024',
    },
    greeting(third, SAMPLE.candidates[2], 'Kota Contoh Timur'),
    {
      id: id(SAMPLE.quote),
      kind: 'quote',
      author: AUTHORS.yuni,
      text: 'Acaranya dekat rumah, jalanan jadi ramai sekali.',
      ...(site === 'instagram'
        ? {
            sharedBy: AUTHORS.yuni,
            author: second,
            text: '[Replika] Foto bersama panitia setempat. Terima kasih.',
          }
        : { quoted: { ...greeting(third, 6, 'Kecamatan Contoh'), id: id(24) } }),
    },
    {
      id: id(SAMPLE.long),
      kind: 'neutral',
      author: AUTHORS.library,
      text: 'Kelas menulis surat untuk anak dibuka lagi Sabtu ini pukul sembilan pagi.',
      textHidden:
        'Bawa alat tulis sendiri, tempat terbatas dua puluh anak, dan tidak dipungut biaya. Pendaftaran di meja depan.',
      sharedBy: AUTHORS.melati,
    },
    {
      id: id(SAMPLE.news),
      kind: 'news',
      author: AUTHORS.news,
      text: 'Jadwal debat: Anies Baswedan, Prabowo Subianto, dan Ganjar Pranowo dijadwalkan hadir pada Minggu malam.',
      comments: [comment(53, third, '[Replika] Sampai jumpa hari Minggu.')],
      images: [
        { alt: site === 'facebook' ? bannerAlt(language, 'Jadwal Debat Pekan Ini') : 'Grafis jadwal debat' },
      ],
    },
    {
      id: id(SAMPLE.organiser),
      kind: 'organiser',
      author: AUTHORS.organiser,
      text: 'Cek nama Anda di daftar pemilih sebelum hari pemungutan suara. Pemilu damai untuk semua.',
    },
    {
      id: id(SAMPLE.banner),
      kind: 'partisan',
      author: AUTHORS.taufan,
      text: 'Pemandangan di simpang empat pagi ini.',
      images: [
        {
          alt:
            site === 'facebook'
              ? bannerAlt(language, 'PILIH PRABOWO-GIBRAN 2024')
              : "Spanduk bertuliskan 'PILIH PRABOWO-GIBRAN 2024'",
        },
      ],
    },
    {
      id: id(SAMPLE.suggested),
      kind: 'neutral',
      author: AUTHORS.melati,
      text: 'Rute lari pagi 5 km yang teduh: keliling taman kota lalu tepi kanal. @taufanarkan ikut?',
      followed: false,
      promoted: site === 'x',
      liked: true,
    },
  ];
  if (site !== 'facebook') return posts;
  return [
    ...posts,
    {
      id: id(SAMPLE.team),
      kind: 'team',
      author: AUTHORS.melati,
      group: TEAM_GROUP,
      text: 'Rapat koordinasi relawan dipindah ke Kamis malam di posko.',
    },
    {
      id: id(SAMPLE.event),
      kind: 'team',
      author: AUTHORS.taufan,
      text: 'Undangan jalan sehat untuk warga.',
      event: {
        id: CAMPAIGN_EVENT.id,
        name: 'Jalan Sehat Bersama Prabowo-Gibran',
        when: 'Minggu, 21 Januari 2024 pukul 06.00',
        host: second,
      },
    },
    {
      id: id(15),
      kind: 'neutral',
      author: AUTHORS.yuni,
      group: NEUTRAL_GROUP,
      text: 'Resep sayur asem warisan ibu, asamnya dari belimbing wuluh.',
    },
  ];
};

/** A whole configuration: the sample feed with accounts to follow, the candidates among them. */
export const sampleConfig = (
  site: ReplicaSite,
  language: ReplicaLanguage = 'id',
  options: ReplicaConfig['options'] = {},
): ReplicaConfig => ({
  site,
  language,
  posts: sampleFeed(site, language),
  suggestions: [AUTHORS.library, ...CANDIDATES, AUTHORS.garden],
  options,
});
