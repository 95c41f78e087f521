/**
 * The feeds on which the weight on a page is measured: made by number, so that every run scrolls through the same
 * posts. Short posts as people write them; one in twenty is about a participant, as in a campaign.
 */
import type { ReplicaPost, ReplicaSite } from '../../src/replicas/feed.ts';

const WORDS =
  'hujan sore jemuran tetangga pasar sayur kopi pagi jalan macet kereta anak sekolah guru rapat kantor hari libur masak sambal ikan kebun mangga buku cerita lama teman kabar baik semangat'.split(
    ' ',
  );
const PARTISAN = [
  'Saya dukung Ganjar Pranowo untuk Indonesia yang lebih baik, ayo bersama!',
  'Prabowo Subianto menyapa warga di lapangan sore ini, ramai sekali.',
  'Coblos Anies Baswedan! #AMIN',
];

/** Words of the post with that number: differing, of a length between 40 and 200 characters. */
const textOf = (at: number): string => {
  const words: string[] = [];
  for (let i = 0; i < 8 + (at % 19); i += 1)
    words.push(WORDS[(at * 7 + i * 13 + ((at * i) % 5)) % WORDS.length] ?? '');
  return `${words.join(' ')}, catatan ke-${at}. #ceritahariini`;
};

/**
 * The first posts of the feed of a site.
 * @param count how many
 * @param every every so many posts one is about a participant
 */
export const benchFeed = (site: ReplicaSite, count: number, every = 20): readonly ReplicaPost[] =>
  Array.from({ length: count }, (_, at): ReplicaPost => {
    const isPartisan = at % every === every - 1;
    const post: ReplicaPost = {
      id:
        site === 'instagram' || site === 'threads'
          ? `C2bench${at}`
          : `17460000000000${String(at).padStart(5, '0')}`,
      kind: isPartisan ? 'partisan' : 'neutral',
      author: { handle: `tetangga${at % 97}`, name: `Tetangga Nomor ${at % 97}` },
      text: isPartisan ? `${PARTISAN[at % PARTISAN.length]} ${textOf(at)}` : textOf(at),
      ...(at % 5 === 0 ? { images: [{ alt: 'Tomat di keranjang anyaman' }] } : {}),
    };
    const inner = { ...post, id: `${post.id}9`, text: `Kabar dari rumah sebelah nomor ${at}.` };
    return at % 10 === 0 && site !== 'instagram' && site !== 'threads' ? { ...post, quoted: inner } : post;
  });
