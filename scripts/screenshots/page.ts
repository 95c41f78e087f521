/** The gallery: one page with every picture, to be opened from the disk. It asks nobody for anything. */
import type { Language } from '../../src/domain/vocabulary.ts';
import type { Colours, SizeName } from '../../tests/browser/looks.ts';

export interface Picture {
  readonly file: string;
  readonly part: string;
  readonly state: string;
  /** Of the part, then of the state. */
  readonly names: readonly [Readonly<Record<Language, string>>, Readonly<Record<Language, string>>];
  readonly language: Language;
  readonly colours: Colours;
  readonly size: SizeName;
  /** In CSS pixels: room is kept until the picture comes. */
  readonly width: number;
  readonly height: number;
}

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const safe = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
/** Both languages, the page shows one of them. */
const both = (names: Readonly<Record<Language, string>>): string =>
  `<span lang="id">${safe(names.id)}</span><span lang="en">${safe(names.en)}</span>`;

const WORDS = {
  title: { id: 'Jaga Netral dalam gambar', en: 'Jaga Netral in pictures' },
  part: { id: 'Bagian', en: 'Part' },
  language: { id: 'Bahasa', en: 'Language' },
  colours: { id: 'Warna', en: 'Colours' },
  size: { id: 'Ukuran', en: 'Size' },
  all: { id: 'semua', en: 'all' },
  none: { id: 'Tidak ada gambar dengan saringan ini.', en: 'No picture fits this filter.' },
  made: { id: 'Dibuat dengan npm run screenshots', en: 'Made by npm run screenshots' },
} as const;
const VALUES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  id: { id: 'Indonesia', en: 'Indonesian' },
  en: { id: 'Inggris', en: 'English' },
  light: { id: 'terang', en: 'light' },
  dark: { id: 'gelap', en: 'dark' },
  forced: { id: 'kontras tinggi', en: 'high contrast' },
  narrow: { id: '380 px', en: '380 px' },
  wide: { id: '1280 × 720', en: '1280 × 720' },
  zoom: { id: 'perbesaran 200 %', en: '200 % zoom' },
};
const wordOf = (value: string): Readonly<Record<Language, string>> =>
  VALUES[value] ?? { id: value, en: value };

const CSS = `
:root{color-scheme:light dark;--paper:#fbf9f6;--surface:#fff;--ink:#1f1d21;--soft:#57525c;--line:#dfdbd5;--accent:#6b2c63}
@media(prefers-color-scheme:dark){:root{--paper:#201d23;--surface:#29252d;--ink:#f3eff4;--soft:#c3bcc7;--line:#453f4a;--accent:#dba9d3}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1500px;padding:24px 16px 48px;background:var(--paper);color:var(--ink);font:15px/22px system-ui,sans-serif}
h1{margin:0;font-size:24px;line-height:32px}h2{margin:32px 0 12px;font-size:18px}h3{margin:16px 0 8px;font-size:15px}
[lang=en] [lang=id],[lang=id] [lang=en]{display:none}
form{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;gap:8px 16px;padding:12px 0;background:var(--paper);border-bottom:1px solid var(--line)}
label{display:grid;gap:4px;color:var(--soft);font-size:12px;line-height:16px}
select{min-height:32px;padding:4px 8px;border:1px solid var(--soft);border-radius:10px;background:var(--surface);color:var(--ink);font:inherit;font-size:13px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
ul{display:flex;flex-wrap:wrap;gap:16px;align-items:start;margin:0;padding:0;list-style:none}
figure{margin:0;max-width:100%}
figure a{display:block;max-height:420px;overflow:hidden;border:1px solid var(--line);border-radius:10px;background:var(--surface)}
figure img{display:block;width:auto;height:auto;max-width:min(420px,100%)}
.narrow img{width:240px}
figcaption{margin-top:4px;color:var(--soft);font-size:12px;line-height:16px}
[hidden]{display:none!important}
`;

/** Filters by what is chosen, and keeps the choice in the address. */
const SCRIPT = `
const form=document.querySelector('form');
const keys=['part','language','colours','size'];
const apply=()=>{
  const wanted=Object.fromEntries(new FormData(form));
  document.documentElement.lang=wanted.shown;
  let left=0;
  for(const one of document.querySelectorAll('li[data-part]')){
    one.hidden=keys.some((key)=>wanted[key]&&one.dataset[key]!==wanted[key]);
    if(!one.hidden)left+=1;
  }
  for(const one of document.querySelectorAll('section'))one.hidden=!one.querySelector('li:not([hidden])');
  document.getElementById('none').hidden=left>0;
  history.replaceState(null,'','#'+new URLSearchParams(Object.entries(wanted).filter(([,value])=>value)));
};
for(const [key,value] of new URLSearchParams(location.hash.slice(1)))if(form.elements[key])form.elements[key].value=value;
form.addEventListener('change',apply);
apply();
`;

const group = <T>(list: readonly T[], key: (one: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
};

const select = (
  name: 'part' | 'language' | 'colours' | 'size',
  options: readonly (readonly [value: string, names: Readonly<Record<Language, string>>])[],
): string =>
  `<label><span>${both(WORDS[name])}</span><select name="${name}"><option value="">${safe(WORDS.all.id)} / ${safe(WORDS.all.en)}</option>${options
    .map(
      ([value, { id, en }]) =>
        `<option value="${safe(value)}">${safe(id === en ? id : `${id} / ${en}`)}</option>`,
    )
    .join('')}</select></label>`;

const figure = ({ file, names, part, language, colours, size, width, height }: Picture): string => {
  const look = [language, colours, size].map((value) => both(wordOf(value))).join(' · ');
  const alt = `${names[0].en}, ${names[1].en}: ${[language, colours, size].map((value) => wordOf(value).en).join(', ')}`;
  return `<li data-part="${safe(part)}" data-language="${language}" data-colours="${colours}" data-size="${size}"><figure class="${size}"><a href="${safe(file)}"><img loading="lazy" src="${safe(file)}" alt="${safe(alt)}" width="${width}" height="${height}"></a><figcaption>${look}</figcaption></figure></li>`;
};

/** The page as HTML. */
export const galleryPage = (pictures: readonly Picture[]): string => {
  const values = (key: 'language' | 'colours' | 'size') =>
    [...new Set(pictures.map((one) => one[key]))].map((value) => [value, wordOf(value)] as const);
  const parts = [...group(pictures, ({ part }) => part)];
  const sections = parts.map(([, inPart]) => {
    const states = [...group(inPart, ({ state }) => state).values()].map(
      (inState) =>
        `<section><h3>${both(inState[0]?.names[1] ?? WORDS.title)}</h3><ul>${inState.map(figure).join('\n')}</ul></section>`,
    );
    return `<section><h2>${both(inPart[0]?.names[0] ?? WORDS.title)}</h2>${states.join('\n')}</section>`;
  });
  const partOptions = parts.map(
    ([part, [first]]) => [part, first?.names[0] ?? { id: part, en: part }] as const,
  );
  return `<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${safe(WORDS.title.id)}</title><style>${CSS}</style></head><body>
<h1>${both(WORDS.title)}</h1>
<form><label><span>Id / En</span><select name="shown"><option value="id">Indonesia</option><option value="en">English</option></select></label>${select('part', partOptions)}${select('language', values('language'))}${select('colours', values('colours'))}${select('size', values('size'))}</form>
<main>${sections.join('\n')}<p id="none" hidden>${both(WORDS.none)}</p></main>
<footer><p>${both(WORDS.made)}: ${pictures.length}</p></footer>
<script>${SCRIPT}</script></body></html>
`;
};
