// @vitest-environment jsdom
/** The Threads adapter on small pages: posts without a role, one word for two controls, one icon for two acts. */
import { describe, expect, it } from 'vitest';
import { threadsSite as site } from '../../src/sites/threads.ts';
import { aim, click, one, page, press, said } from './sites-page.ts';

const HEART = 'M1.34375 7.53125L1.34375 7.54043C1.3';
const svg = (label: string, path = 'M0 0', style = '') =>
  `<svg aria-label="${label}" role="img" style="${style}"><title>${label}</title><path d="${path}"></path></svg>`;
const button = (id: string, inner: string, more = '') =>
  `<div role="button" tabindex="0" id="${id}" ${more}><div>${inner}</div></div>`;
const icon = (id: string, label: string, count = '') =>
  button(id, `${svg(label)}${count && `<span>${count}</span>`}`);

interface Words {
  readonly like: string;
  readonly unlike: string;
  readonly reply: string;
  readonly repost: string;
  readonly quote: string;
  readonly follow: string;
  readonly following: string;
  readonly send: string;
  readonly compose: string;
}
const ID: Words = {
  like: 'Suka',
  unlike: 'Batal suka',
  reply: 'Balas',
  repost: 'Posting ulang',
  quote: 'Kutip',
  follow: 'Ikuti',
  following: 'Mengikuti',
  send: 'Kirim',
  compose: 'Utas baru',
};
const EN: Words = {
  like: 'Like',
  unlike: 'Unlike',
  reply: 'Reply',
  repost: 'Repost',
  quote: 'Quote',
  follow: 'Follow',
  following: 'Following',
  send: 'Post',
  compose: 'New thread',
};

const BAR = (t = ID, like = t.like) =>
  `<div>${icon('like', like, '12')}${icon('reply', t.reply, '3')}${icon('repost', t.repost, '1')}${icon('share', 'Bagikan')}</div>`;
const HEAD = (handle: string, code = 'AAA', more = '') =>
  `<div><a href="/@${handle}" role="link"><img alt="Foto profil ${handle}"></a>${more}
   <span><a href="/@${handle}" role="link"><span dir="auto">${handle}</span></a>
   <a href="/@${handle}/post/${code}" role="link"><time datetime="x"><abbr><span>4j</span></abbr></time></a></span></div>`;
const POST = (handle: string, text: string, more = '', bar = BAR(), code = 'AAA') =>
  `<div data-pressable-container="true">${HEAD(handle, code)}<div><span dir="auto"><span>${text}</span></span></div>${more}${bar}</div>`;
const QUOTE = (handle: string, text: string) => POST(handle, text, '', '', 'QQQ');
const EDITOR = (text: string) =>
  `<div role="textbox" contenteditable="true" data-lexical-editor="true" aria-label="Kolom teks kosong."><p><span>${text}</span></p></div>`;
const DIALOG = (inner: string, t = ID) =>
  `<div role="dialog">${inner}${button('send', `<div>${t.send}</div>`)}</div>`;
const MENU = (t = ID) =>
  `<div role="menu"><div role="menuitem" tabindex="0" id="mrepost"><span>${t.repost}</span>${svg(t.repost)}</div>
   <div role="menuitem" tabindex="0" id="mquote"><span>${t.quote}</span>${svg(t.quote)}</div></div>`;

describe.each([
  ['id', ID],
  ['en', EN],
])('controls of a post, %s', (_, t) => {
  it('tells them by their labels, and keys on them', () => {
    page('/', `<main>${POST('budi', 'Halo', '', BAR(t))}</main>`);
    expect(said(click(site, one('#like path')))).toBe('like commit');
    expect(said(click(site, one('#reply svg')))).toBe('comment open');
    expect(said(click(site, one('#repost span')))).toBe('share open');
    expect(click(site, one('#share'))).toBeNull();
    expect(said(press(site, one('#like'), 'Enter'))).toBe('like commit');
    expect(said(press(site, one('#like'), ' '))).toBe('like commit');
    expect(press(site, one('#like'), 'a')).toBeNull();
    expect(site.controlsIn(document)).toHaveLength(3);
    expect(site.health(document)).toEqual({ posts: 1, controls: 3, blind: 0 });
  });

  it('never sees an action in taking one back', () => {
    page('/', `<main>${POST('budi', 'Halo', '', BAR(t, t.unlike))}${button('f', t.following)}</main>`);
    expect(click(site, one('#like'))).toBeNull();
    expect(click(site, one('#f'))).toBeNull();
    expect(site.health(document)).toEqual({ posts: 1, controls: 2, blind: 0 });
  });

  it('aims a line of the menu at the post whose menu was opened', () => {
    page('/', `<main>${POST('satu', 'Satu', '', BAR(t))}${POST('dua', 'Dua', '', BAR(t))}</main>`);
    expect(aim(site, one('#repost'))?.text).toBe('Satu');
    document.body.insertAdjacentHTML('beforeend', MENU(t));
    expect(said(click(site, one('#mrepost span')))).toBe('share commit');
    expect(aim(site, one('#mrepost'))).toMatchObject({ author: { handle: 'satu' }, text: 'Satu' });
    expect(said(click(site, one('#mquote span')))).toBe('quote open');
    expect(said(press(site, one('#mrepost'), 'Enter'))).toBe('share commit');
  });

  it('tells a reply, a quote and a post of one’s own by what the composer shows', () => {
    page('/', DIALOG(`${POST('calon', 'Pilih saya', '', '')}${EDITOR('Siap')}`, t));
    expect(said(click(site, one('#send div')))).toBe('comment commit');
    expect(aim(site, one('#send'))).toMatchObject({ author: { handle: 'calon' }, draft: 'Siap' });
    page('/', DIALOG(`${EDITOR('Siap')}${QUOTE('calon', 'Pilih saya')}`, t));
    expect(said(click(site, one('#send')))).toBe('quote commit');
    expect(aim(site, one('#send'))).toMatchObject({ text: 'Pilih saya', draft: 'Siap' });
    page('/', DIALOG(EDITOR('Siap'), t));
    expect(said(click(site, one('#send')))).toBe('post commit');
    expect(aim(site, one('#send'))).toEqual({
      kind: 'draft',
      site: 'threads',
      text: '',
      draft: 'Siap',
      draftHasPhoto: false,
    });
  });

  it('opens the composer from the navigation, and follows nobody by a link', () => {
    page(
      '/',
      `<a href="#" role="link" id="c">${svg(t.compose)}</a><a href="#" role="link" id="l">${t.follow}</a>`,
    );
    expect(said(click(site, one('#c path')))).toBe('post open');
    expect(click(site, one('#l'))).toBeNull();
  });
});

describe('a label that we do not have', () => {
  it('is told by the drawing, a heart only while it is hollow', () => {
    const heart = (style: string) => button('like', svg('Нравится', HEART, style));
    page('/', `<main>${POST('budi', 'Halo', '', heart('--fill: transparent; --height: 19px'))}</main>`);
    expect(said(click(site, one('#like')))).toBe('like commit');
    page('/', `<main>${POST('budi', 'Halo', '', heart('--fill: currentColor; --height: 19px'))}</main>`);
    expect(click(site, one('#like'))).toBeNull();
    const menu = button('menu', svg('Сделать репост', 'M6.41256 1.23531C6.6'));
    page('/', `<main>${POST('budi', 'Halo', '', menu)}</main>`);
    expect(said(click(site, one('#menu')))).toBe('share open');
  });

  it('leaves a post blind, which the health says', () => {
    const bar = button('like', svg('Нравится', 'M9 9'));
    page('/', `<main>${POST('a', 'x', '', bar)}${POST('b', 'y', '', bar)}${POST('c', 'z')}</main>`);
    expect(site.health(document)).toEqual({ posts: 3, controls: 3, blind: 2 });
  });
});

describe('what is read of a post', () => {
  it('reads author, words, topic, pictures, address and the quoted post apart', () => {
    const head =
      '<a href="/search?q=AniesMuhaimin2024&serp_type=tags"><span dir="auto">Anies Muhaimin 2024</span></a>';
    const more = `${head}<a href="/@budi/post/AAA/media"><picture><img alt="Spanduk bertuliskan COBLOS"></picture></a>${QUOTE('calon', 'Pilih saya')}`;
    page(
      '/',
      `<main>${POST('budi', 'Ayo <a href="/@calon">@calon</a> <a href="/search?q=satu&serp_type=tags">satu</a>', more)}</main>`,
    );
    expect(site.postsIn(document)).toHaveLength(1);
    expect(site.readPost(one('[data-pressable-container]'))).toEqual({
      kind: 'post',
      site: 'threads',
      author: { handle: 'budi' },
      text: 'Ayo @calon satu\n#satu\n#AniesMuhaimin2024',
      imageText: 'Spanduk bertuliskan COBLOS',
      permalink: '/@budi/post/AAA',
      quoted: {
        kind: 'post',
        site: 'threads',
        author: { handle: 'calon' },
        text: 'Pilih saya',
        permalink: '/@calon/post/QQQ',
      },
    });
  });

  it('takes the author from the address, not from who reposted it', () => {
    const line = '<a href="/@teman" role="link"><span dir="auto">teman</span></a> memposting ulang';
    page(
      '/',
      `<main><div data-pressable-container="true">${line}${HEAD('calon')}<span dir="auto">Halo</span>${BAR()}</div></main>`,
    );
    expect(site.readPost(one('[data-pressable-container]'))).toMatchObject({
      author: { handle: 'calon' },
      text: 'Halo',
    });
  });

  it('reads a recycled node as what it shows now, and finds it from inside', () => {
    page('/', `<main>${POST('budi', '<b>Pertama</b>')}</main>`);
    expect(site.postsIn(one('b'))).toEqual([one('[data-pressable-container]')]);
    one('b').textContent = 'Kedua';
    expect(aim(site, one('#like'))?.text).toBe('Kedua');
  });

  it('reads each word once, however the boxes nest, and no name, date or face', () => {
    const face = '<a href="/@budi"><picture><img alt="Foto profil budi"></picture></a>';
    const inner = `${HEAD('budi')}${face}<div dir="auto">Ayo <span dir="auto">ke pasar</span></div>${BAR()}`;
    page('/', `<main><div data-pressable-container="true"><div dir="auto">${inner}</div></div></main>`);
    expect(site.readPost(one('[data-pressable-container]'))).toEqual({
      kind: 'post',
      site: 'threads',
      author: { handle: 'budi' },
      text: 'Ayo ke pasar',
      permalink: '/@budi/post/AAA',
    });
  });

  it('is no post: a row without an address, what a composer shows, private messages', () => {
    page(
      '/',
      `<main><div data-pressable-container="true"><a href="/@a">a</a> menyukai</div></main>${DIALOG(POST('a', 'x') + EDITOR(''))}`,
    );
    expect(site.postsIn(document)).toEqual([]);
    page('/messages/t/1', `<main>${POST('a', 'x')}</main>`);
    expect(site.postsIn(document)).toEqual([]);
    expect(site.controlsIn(document)).toEqual([]);
  });

  it('finds the post of a bar that stands outside its box', () => {
    page('/', `<main><div>${POST('satu', 'Satu', '', '')}${BAR()}${POST('dua', 'Dua', '', '')}</div></main>`);
    expect(aim(site, one('#like'))?.text).toBe('Satu');
  });

  it('finds the page’s own post for a bar beside its pictures, and none for one anywhere else', () => {
    const viewer = `<div role="dialog"><picture><img alt="x"></picture><div>${icon('far', 'Suka')}</div></div>`;
    const posts = `<main><div>${POST('satu', 'Satu')}</div><div>${POST('dua', 'Dua', '', '', 'BBB')}</div></main>`;
    page('/@satu/post/AAA/media', posts + viewer);
    expect(aim(site, one('#far'))?.text).toBe('Satu');
    page('/@satu/post/AAAA', posts + viewer);
    expect(aim(site, one('#far'))).toBeNull();
    page('/activity', `${posts}<div role="menu"><div role="menuitem" id="far"><span>Suka</span></div></div>`);
    expect(click(site, one('#far'))).toBeNull();
  });

  it('is not acted upon by a box that only holds controls', () => {
    const box = `<div role="button" aria-label="Suka" id="box">${icon('inner', 'Bagikan')}</div>`;
    page('/', `<main>${POST('satu', 'Satu', box)}</main>`);
    expect(click(site, one('#box'))).toBeNull();
    expect(click(site, one('#inner'))).toBeNull();
  });
});

describe('sending', () => {
  const INLINE = (text: string) =>
    `<div><div>${EDITOR(text)}</div>${button('expand', svg('Perluas komposer'))}${icon('send', 'Balas')}</div>`;
  const HERE = (text: string) =>
    `<main><div>${POST('teman', 'Awal', '', '', 'TOP')}</div><div>${POST('calon', 'Pilih saya', '', BAR(), 'MAIN')}${INLINE(text)}</div><div>${POST('lain', 'Balasan', '', '', 'BBB')}</div></main>`;

  it('knows the reply icon beside an editor from the one in a bar', () => {
    page('/@calon/post/MAIN', HERE('Siap'));
    expect(said(click(site, one('#reply')))).toBe('comment open');
    expect(said(click(site, one('#send')))).toBe('comment commit');
    expect(aim(site, one('#send'))).toMatchObject({
      author: { handle: 'calon' },
      text: 'Pilih saya',
      draft: 'Siap',
    });
    expect(click(site, one('#expand'))).toBeNull();
  });

  it('leaves the bar of a post that a composer shows as it is', () => {
    page('/', DIALOG(`${POST('calon', 'Pilih saya')}${EDITOR('Siap')}`));
    expect(said(click(site, one('#reply')))).toBe('comment open');
    expect(said(click(site, one('#like')))).toBe('like commit');
  });

  it('takes a pressable box around a composer for no post', () => {
    const box = `${EDITOR('Siap')}${QUOTE('calon', 'Pilih saya')}${button('send', 'Kirim')}`;
    page('/', `<main><div><div data-pressable-container="true">${box}</div></div></main>`);
    expect(said(click(site, one('#send')))).toBe('quote commit');
  });

  it('sends with Ctrl or Cmd and Enter what is written, and nothing else by key', () => {
    page('/@calon/post/MAIN', HERE('Siap'));
    const field = one('[data-lexical-editor]');
    for (const more of [{ ctrlKey: true }, { metaKey: true }]) {
      const hit = press(site, field, 'Enter', more);
      expect(said(hit)).toBe('comment commit');
      expect(hit && site.subjectOf(hit)).toMatchObject({ author: { handle: 'calon' }, draft: 'Siap' });
    }
    expect(press(site, field, 'Enter')).toBeNull();
    expect(press(site, field, 'a', { ctrlKey: true })).toBeNull();
    page('/@calon/post/MAIN', HERE(''));
    expect(press(site, one('[data-lexical-editor]'), 'Enter', { ctrlKey: true })).toBeNull();
  });

  it('is not yet possible with a button that is switched off', () => {
    page('/', `<div role="dialog">${EDITOR('')}${button('send', 'Kirim', 'aria-disabled="true"')}</div>`);
    expect(click(site, one('#send'))).toBeNull();
  });

  it('remembers the post that is answered where the dialog shows only a title', () => {
    page('/', `<main>${POST('calon', 'Pilih saya')}</main>`);
    aim(site, one('#reply'));
    page('/', DIALOG(`<h1>Balas</h1>${EDITOR('Siap')}`));
    expect(said(click(site, one('#send')))).toBe('comment commit');
    expect(aim(site, one('#send'))).toMatchObject({ author: { handle: 'calon' }, draft: 'Siap' });
  });

  it('counts every part of a thread and a picture as the person’s own', () => {
    page('/', DIALOG(`${EDITOR('Satu')}<img src="blob:x">${EDITOR('Dua')}`));
    expect(aim(site, one('#send'))).toMatchObject({ draft: 'Satu\nDua', draftHasPhoto: true });
  });
});

describe('accounts', () => {
  it('follows the author of a post, the one named in a row, and a profile’s own', () => {
    page('/', `<main>${POST('calon', 'Halo', icon('f', 'Ikuti'))}</main>`);
    expect(said(click(site, one('#f svg')))).toBe('follow commit');
    expect(aim(site, one('#f'))).toEqual({
      kind: 'account',
      site: 'threads',
      text: '',
      author: { handle: 'calon' },
    });
    const row = (handle: string) =>
      `<div><div><a href="/@${handle}" role="link"><span dir="auto">${handle}</span></a></div>${button(`f-${handle}`, 'Ikuti')}</div>`;
    page('/@calon', `<div role="dialog"><div>${row('satu')}${row('dua')}</div></div>`);
    expect(aim(site, one('#f-dua'))).toMatchObject({ author: { handle: 'dua' } });
    page(
      '/@calon',
      `<main><div><div><h1 dir="auto">Pak Calon</h1><span dir="auto">Nomor urut 1 <a href="/@teman">@teman</a></span>${button('f', 'Ikuti')}</div>${POST('teman', 'x')}</div></main>`,
    );
    const subject = aim(site, one('#f'));
    expect(subject).toMatchObject({ kind: 'account', author: { handle: 'calon' } });
    expect(subject?.text).toBe('Pak Calon\nNomor urut 1 @teman');
  });
});
