// @vitest-environment jsdom
/** The Instagram adapter on small pages: icons by their drawing, hearts of three kinds, double clicks. */
import { describe, expect, it } from 'vitest';
import { instagramSite as site } from '../../src/sites/instagram.ts';
import { aim, click, doubleClick, happen, one, page, press, said } from './sites-page.ts';

const HEART = 'M16.792 3.904A4.989 4.989 0 0 1 21.5 9.122c0 3';
const HEART_ON = 'M34.6 3.1c-4.5 0-7.9 1.8-10.6 5.6';
const REPOST = 'M19.998 9.497a1 1 0 0 0-1 1v4.228Zm-6.41-3.496Z';
const svg = (path: string, size = 24) =>
  `<svg aria-label="?" height="${size}" width="${size}"><title>?</title><path d="${path}"></path></svg>`;
const button = (id: string, inner: string) =>
  `<div role="button" tabindex="0" id="${id}"><div><span>${inner}</span></div></div>`;
const BAR = (
  heart = HEART,
  repost = REPOST,
) => `<section>${button('like', svg(heart))}${button('count', '52')}
  ${button('comment', svg('M20.656 17.008a9.993 9.993 0 1 0-3.59 3.615L22 22Z'))}${button('repost', svg(repost))}
  ${button('share', svg('M13.973 20.046 21.77 6.928C22.8'))}<div role="button" aria-disabled="false"><div role="button"
  id="save"><svg height="24"><polygon points="20 21 12 13.44 4 21"></polygon></svg></div></div></section>`;
const NAME = (handle: string) =>
  `<span dir="auto"><span><div><a href="/${handle}/" role="link"><span dir="auto">${handle}</span></a></div></span></span>`;
const HEAD = (
  handle: string,
  follow = '',
) => `<div><div><a href="/${handle}/"><img alt="Foto profil ${handle}"></a></div>
  ${NAME(handle)}<div><a href="/p/ABC/"><span dir="auto"><time datetime="x">4 j</time></span></a></div>${follow}</div>`;
const MEDIA =
  '<div role="button" aria-hidden="true" id="media"><div><img alt="Spanduk bertuliskan COBLOS" id="photo"><div id="veil"></div></div></div>';
const CAPTION = (handle: string, text: string) =>
  `<div><span><div><a href="/${handle}/" role="link">${handle}</a></div></span><span dir="auto"><div><span dir="auto">${text}</span></div></span></div>`;
const POST = (handle: string, text: string, bar = BAR(), follow = '') =>
  `<article><div>${HEAD(handle, follow)}${MEDIA}${bar}${CAPTION(handle, text)}</div></article>`;
const ROW = (
  handle: string,
  text: string,
  heart = HEART,
) => `<div class="row"><div><a href="/${handle}/"><img alt=""></a></div>
  <div><div>${NAME(handle)}<span dir="auto"><a href="/p/ABC/c/77/"><time datetime="x">2 j</time></a></span></div>
  <div><span dir="auto">${text}</span></div><div role="button" class="creply"><span dir="auto"><span>Balas</span></span></div></div>
  <div><div role="button" class="clike"><div><span>${svg(heart, 16)}</span></div></div></div></div>`;
const FORM = (
  text: string,
  send = '<div><div role="button" id="send">Kirim</div></div>',
) => `<section><form method="POST">
  <div role="button" id="emoji">${svg('M15.83 10.997a1')}</div><textarea aria-label="Tambahkan komentar…">${text}</textarea>${send}</form></section>`;
const PAGE = (rows: string, form = FORM('Siap')) => `<main role="main"><div>${MEDIA}<div>${HEAD('calon')}<div>
  <div><a href="/calon/"><img alt=""></a><span dir="auto"><div>${NAME('calon')}</div><span>Pilih saya <a href="/explore/tags/satu/">#satu</a></span></span></div>
  ${rows}</div>${BAR()}${form}</div></div><div><a href="/calon/p/XYZ/"><img alt="kiriman lain"></a></div></main>`;

describe('controls of a post', () => {
  it('tells them by their drawing', () => {
    page('/', `<main>${POST('budi', 'Halo')}</main>`);
    expect(said(click(site, one('#like path')))).toBe('like commit');
    expect(said(click(site, one('#comment svg')))).toBe('comment open');
    expect(said(click(site, one('#repost')))).toBe('share commit');
    expect(said(click(site, one('#share')))).toBe('share open');
    expect(click(site, one('#save polygon'))).toBeNull();
    expect(click(site, one('#count'))).toBeNull();
    expect(site.controlsIn(document)).toHaveLength(4);
  });

  it('never sees an action in taking one back', () => {
    page('/', `<main>${POST('budi', 'Halo', BAR(HEART_ON, `${REPOST}M11 14Z`))}</main>`);
    expect(click(site, one('#like'))).toBeNull();
    expect(click(site, one('#repost'))).toBeNull();
    expect(site.health(document)).toEqual({ posts: 1, controls: 2, blind: 0 });
  });

  it('tells them by the icon’s label when the drawing is new', () => {
    const bar = `<section>${button('like', '<svg aria-label="Suka" height="24"><path d="M1 1"></path></svg>')}
      ${button('undo', '<svg aria-label="Batal Suka" height="24"><path d="M1 2"></path></svg>')}</section>`;
    page('/', `<main>${POST('budi', 'Halo', bar)}</main>`);
    expect(said(click(site, one('#like')))).toBe('like commit');
    expect(click(site, one('#undo'))).toBeNull();
  });

  it('leaves the heart and the plane of the navigation and of messages alone', () => {
    page(
      '/',
      `<a href="/notifications/" role="link"><div>${svg(HEART)}</div></a><a href="/direct/inbox/" role="link">${svg('M13.973 20.046')}</a>`,
    );
    expect(site.controlsIn(document)).toEqual([]);
    page('/direct/t/1', `<main><div>${button('like', svg(HEART))}</div></main>`);
    expect(click(site, one('#like'))).toBeNull();
  });

  it('opens the composer from the navigation', () => {
    page(
      '/',
      '<a href="#" role="link" id="c"><svg aria-label="Postingan baru"><title>Postingan baru</title></svg><span>Buat</span></a>',
    );
    expect(said(click(site, one('#c span')))).toBe('post open');
  });
});

describe('what is read of a post', () => {
  it('reads author, caption and picture text of a feed post', () => {
    page(
      '/',
      `<main>${POST('budi', 'Ayo <img alt="✊"> <a href="/explore/tags/satu/">#satu</a> <a href="/calon/">@calon</a>')}</main>`,
    );
    expect(site.readPost(one('article'))).toEqual({
      kind: 'post',
      site: 'instagram',
      author: { handle: 'budi' },
      text: 'Ayo ✊ #satu @calon',
      imageText: 'Spanduk bertuliskan COBLOS',
      permalink: '/p/ABC/',
    });
  });

  it('reads a post page without comments and without other posts', () => {
    page('/p/ABC/', PAGE(ROW('orang', 'Komentar orang')));
    expect(site.postsIn(document)).toEqual([one('main')]);
    const subject = site.readPost(one('main'));
    expect(subject).toMatchObject({ author: { handle: 'calon' }, text: 'Pilih saya #satu' });
    expect(subject?.imageText).toBe('Spanduk bertuliskan COBLOS');
  });

  it('takes the author from the head, not from people tagged in the picture', () => {
    page(
      '/p/ABC/',
      `<div role="dialog"><article role="presentation"><div><a href="/tagged/" tabindex="-1"><span>tagged</span></a></div>
       <header>${NAME('calon')}</header>${BAR(HEART_ON)}<ul><div><li><div role="button"><h2><a href="/calon/">calon</a></h2>
       <div><h1 dir="auto">Pilih<br>saya</h1></div></div></li></div></ul></article></div>`,
    );
    expect(site.readPost(one('article'))).toMatchObject({ author: { handle: 'calon' }, text: 'Pilih\nsaya' });
  });

  it('reads a recycled node as what it shows now, and finds it from inside', () => {
    page('/', `<main>${POST('budi', '<b>Pertama</b>')}</main>`);
    expect(site.postsIn(one('b'))).toEqual([one('article')]);
    one('b').textContent = 'Kedua';
    expect(aim(site, one('#like'))?.text).toBe('Kedua');
  });

  it('keeps several posts of one page apart', () => {
    const reel = (handle: string, id: string) =>
      `<div class="reel"><div>${NAME(handle)}<span dir="auto">${handle} bicara</span></div>${button(id, svg(HEART))}</div>`;
    page('/reels/1', `<main><div>${reel('satu', 'a')}${reel('dua', 'b')}</div></main>`);
    expect(site.postsIn(document)).toHaveLength(2);
    expect(aim(site, one('#b'))).toMatchObject({ author: { handle: 'dua' }, text: 'dua bicara' });
  });
});

describe('comments', () => {
  it('aims the small heart and the reply at the comment', () => {
    page('/p/ABC/', PAGE(ROW('satu', 'Komentar satu') + ROW('dua', 'Komentar dua')));
    const like = document.querySelectorAll('.clike')[1];
    expect(like && said(click(site, like))).toBe('like commit');
    expect(like && aim(site, like)).toMatchObject({
      kind: 'comment',
      author: { handle: 'dua' },
      text: 'Komentar dua',
      quoted: { author: { handle: 'calon' }, text: 'Pilih saya #satu' },
    });
    expect(said(click(site, one('.creply span')))).toBe('comment open');
    page('/p/ABC/', PAGE(ROW('satu', 'Komentar satu', HEART_ON)));
    expect(click(site, one('.clike'))).toBeNull();
  });

  it('sends by button and by Enter, not by Shift+Enter or with nothing written', () => {
    page('/p/ABC/', PAGE(''));
    expect(said(click(site, one('#send')))).toBe('comment commit');
    expect(aim(site, one('#send'))).toMatchObject({ author: { handle: 'calon' }, draft: 'Siap' });
    const field = one('textarea');
    expect(said(press(site, field, 'Enter'))).toBe('comment commit');
    expect(press(site, field, 'Enter', { shiftKey: true })).toBeNull();
    expect(press(site, field, 'a')).toBeNull();
    expect(click(site, one('#emoji'))).toBeNull();
    page('/p/ABC/', PAGE('', FORM('', '')));
    expect(press(site, one('textarea'), 'Enter')).toBeNull();
  });
});

describe('double clicks', () => {
  it('like the picture, unless it is liked already', () => {
    page('/', `<main>${POST('calon', 'Pilih saya')}</main>`);
    expect(said(doubleClick(site, one('#photo')))).toBe('like commit');
    const hit = doubleClick(site, one('#veil'));
    expect(said(hit)).toBe('like commit');
    expect(hit && site.subjectOf(hit)).toMatchObject({ author: { handle: 'calon' }, text: 'Pilih saya' });
    page('/', `<main>${POST('calon', 'Pilih saya', BAR(HEART_ON))}</main>`);
    expect(doubleClick(site, one('#photo'))).toBeNull();
  });

  it('mean nothing on words, faces, bars and outside posts', () => {
    page('/', `<main>${POST('calon', '<b>Pilih</b> saya')}<img alt="x" id="loose"></main>`);
    for (const selector of ['b', 'article a img', '#like', 'section', '#loose', 'time'])
      expect(doubleClick(site, one(selector)), selector).toBeNull();
  });
});

describe('clicks and touches that the site may count', () => {
  const photo = () => one('#photo');
  const told = (type: string, at: number) => said(happen(site, photo(), type, at));

  it.each(['click', 'touchstart'])('are one like at the second %s', (type) => {
    page('/', `<main>${POST('calon', 'Pilih saya')}</main>`);
    expect(told(type, 1000)).toBeNull();
    expect(told(type, 1400)).toBe('like commit');
    // The site may have heard of the first alone, if the second was held.
    expect(told(type, 1499)).toBe('like commit');
    expect(told(type, 1500)).toBeNull();
    expect(told(type, 1700)).toBe('like commit');
  });

  it('are none when they are slow, of two kinds, on two posts, or on words', () => {
    page('/', `<main>${POST('calon', '<b>Pilih</b> saya')}${POST('budi', 'Halo')}</main>`);
    expect(told('click', 1000)).toBeNull();
    expect(told('click', 1500)).toBeNull();
    expect(told('touchstart', 1600)).toBeNull();
    const other = one('article:nth-of-type(2) #photo');
    expect(happen(site, other, 'click', 1700)).toBeNull();
    for (const at of [2000, 2100]) expect(happen(site, one('b'), 'click', at)).toBeNull();
    for (const at of [3000, 3100]) expect(told('mouseup', at)).toBeNull();
  });

  it('are none on a photo that is liked already', () => {
    page('/', `<main>${POST('calon', 'Pilih saya', BAR(HEART_ON))}</main>`);
    expect(told('click', 1000)).toBeNull();
    expect(told('click', 1100)).toBeNull();
  });

  const FILM = `<a href="/reels/ABC/" role="link"><div><div tabindex="-1"><div><video></video></div><div role="group">
    <div><img alt=""></div><div role="presentation"><div><div id="play"></div></div></div><div role="slider" tabindex="0" id="slider">
    ${button('sound', svg('M16.636 7.028a1.5', 12))}</div>${button('tags', svg('M12 12c3.032', 12))}</div></div></div></a>`;

  it('are a like on a film, but not on its sound and its slider', () => {
    page('/', `<main>${POST('calon', 'Pilih saya').replace(MEDIA, FILM)}</main>`);
    expect(said(doubleClick(site, one('#play')))).toBe('like commit');
    expect(said(doubleClick(site, one('video')))).toBe('like commit');
    for (const selector of ['#sound path', '#sound', '#slider', '#tags'])
      expect(doubleClick(site, one(selector)), selector).toBeNull();
  });

  it('are a like of the post, not of a comment, where a film stands beside comments', () => {
    page(
      '/p/ABC/',
      PAGE(ROW('orang', 'Komentar orang')).replace(MEDIA, FILM.replace(/<a [^>]*>|<\/a>/g, '')),
    );
    const hit = doubleClick(site, one('#play'));
    expect(hit && site.subjectOf(hit)).toMatchObject({ kind: 'post', author: { handle: 'calon' } });
  });

  it('are none on the words, the face and another post of a post’s page', () => {
    page('/p/ABC/', PAGE(ROW('orang', 'Komentar <img alt="✊" id="fist">')));
    for (const selector of ['main span > span', '#fist', '.row', 'a[href="/calon/p/XYZ/"] img', 'main a img'])
      expect(doubleClick(site, one(selector)), selector).toBeNull();
    const words = [...document.querySelectorAll('span')].find((one) =>
      one.textContent?.startsWith('Pilih saya'),
    );
    const row = words?.closest('div');
    expect(row?.querySelector('img')).not.toBeNull();
    expect(row && doubleClick(site, row)).toBeNull();
    expect(said(doubleClick(site, photo()))).toBe('like commit');
  });

  it('are none on a face in the share sheet over a post’s page', () => {
    page('/p/ABC/', '<div role="dialog"><div><div><img alt="" id="friend"></div><div>Rina</div></div></div>');
    expect(doubleClick(site, one('#friend'))).toBeNull();
  });
});

describe('a page of comments without the post’s heart, as on a phone', () => {
  const SHEET = (rows: string, text: string) =>
    `<main role="main"><div><div><a href="/calon/"><img alt=""></a><span dir="auto">${NAME('calon')}</span>
     <span dir="auto">Pilih saya</span></div>${rows}${FORM(text)}</div></main>`;

  it('sends about the post', () => {
    page('/p/ABC/comments/', SHEET(ROW('orang', 'Komentar orang'), 'Siap'));
    expect(aim(site, one('#send'))).toMatchObject({
      kind: 'post',
      author: { handle: 'calon' },
      text: 'Pilih saya',
      draft: 'Siap',
    });
    expect(aim(site, one('.clike'))).toMatchObject({
      kind: 'comment',
      author: { handle: 'orang' },
      quoted: { author: { handle: 'calon' } },
    });
    expect(site.health(document)).toMatchObject({ posts: 0, blind: 0 });
  });

  it('sends about the post whose comments were opened, where a sheet shows nothing of it', () => {
    page('/', `<main>${POST('calon', 'Pilih saya')}</main>`);
    expect(aim(site, one('#comment'))).toMatchObject({ author: { handle: 'calon' } });
    page('/', `<div role="dialog">${FORM('Siap')}</div>`);
    expect(aim(site, one('#send'))).toMatchObject({ author: { handle: 'calon' }, draft: 'Siap' });
  });

  it('answers the comment that the answer names, and no other', () => {
    page('/p/ABC/', PAGE(ROW('satu', 'Komentar satu') + ROW('dua', 'Komentar dua'), FORM('@dua Siap')));
    expect(aim(site, one('.row:nth-of-type(3) .creply, .row + .row .creply'))).toMatchObject({
      author: { handle: 'dua' },
    });
    expect(aim(site, one('#send'))).toMatchObject({
      kind: 'comment',
      author: { handle: 'dua' },
      draft: '@dua Siap',
    });
    one('textarea').textContent = 'Siap';
    expect(aim(site, one('#send'))).toMatchObject({ kind: 'post', author: { handle: 'calon' } });
  });
});

describe('stories', () => {
  const STORY = (link: string, words = 'Halo') =>
    `<section><header>${link}</header><img alt="">${FORM(words)}${button('like', svg(HEART))}</section>`;

  it('are liked as their author’s, and answered by a message', () => {
    page('/stories/calon/123/', STORY(NAME('lain')));
    expect(said(click(site, one('#like')))).toBe('like commit');
    expect(aim(site, one('#like'))).toEqual({
      kind: 'post',
      site: 'instagram',
      text: '',
      author: { handle: 'calon' },
    });
    expect(click(site, one('#send'))).toBeNull();
    expect(press(site, one('textarea'), 'Enter')).toBeNull();
  });

  it('among highlights belong to whom the page names', () => {
    page('/stories/highlights/123/', STORY(NAME('calon')));
    expect(aim(site, one('#like'))).toMatchObject({ author: { handle: 'calon' } });
    page('/stories/highlights/123/', STORY(''));
    expect(aim(site, one('#like'))).toBeNull();
  });
});

describe('accounts and new posts', () => {
  it('follows from the menu of a post, which does not name its author', () => {
    const dots = `<div role="button" id="more"><svg height="24"><title>Opsi</title><circle cx="12" cy="12" r="1.5"></circle>
      <circle cx="6" cy="12" r="1.5"></circle><circle cx="18" cy="12" r="1.5"></circle></svg></div>`;
    page('/', `<main>${POST('calon', 'x', BAR(), dots)}</main>`);
    expect(said(click(site, one('#more circle')))).toBe('follow open');
    expect(aim(site, one('#more'))).toMatchObject({ kind: 'account', author: { handle: 'calon' } });
    page('/', '<div role="dialog"><button id="f">Ikuti</button><button>Salin tautan</button></div>');
    expect(aim(site, one('#f'))).toMatchObject({ kind: 'account', author: { handle: 'calon' } });
  });

  it('publishes from a page of its own', () => {
    const form =
      '<div role="button" id="s">Bagikan</div><textarea aria-label="Tulis keterangan...">Coblos satu</textarea>';
    page('/create/details/', `<section>${form}</section>`);
    expect(said(click(site, one('#s')))).toBe('post commit');
    expect(aim(site, one('#s'))).toMatchObject({ kind: 'draft', draft: 'Coblos satu', draftHasPhoto: true });
    page('/', `<section>${form}</section>`);
    expect(click(site, one('#s'))).toBeNull();
  });

  it('follows the author beside whose name the button stands', () => {
    page(
      '/',
      `<main>${POST('calon', 'x', BAR(), '<div><div role="button" id="f">Ikuti</div></div>')}</main>`,
    );
    expect(said(click(site, one('#f')))).toBe('follow commit');
    expect(aim(site, one('#f'))).toMatchObject({ kind: 'account', author: { handle: 'calon' } });
    page(
      '/',
      `<main>${POST('calon', 'x', BAR(), '<div><div role="button" id="f">Mengikuti</div></div>')}</main>`,
    );
    expect(click(site, one('#f'))).toBeNull();
  });

  it('reads what a profile says of itself', () => {
    page(
      '/calon/',
      `<main><header><section><a href="/calon/"><h2>calon</h2></a><button id="f"><div>Ikuti</div></button></section>
       <span dir="auto">Pak Calon</span><span dir="auto">Nomor urut 1</span></header></main>`,
    );
    const subject = aim(site, one('#f'));
    expect(subject).toMatchObject({ kind: 'account', author: { handle: 'calon' } });
    expect(subject?.text).toContain('Nomor urut 1');
  });

  it('knows what an editor’s draft would become; a message is none', () => {
    const form = '<main><form><textarea></textarea><div role="button">Kirim</div></form></main>';
    page('/p/abc/', form);
    expect(said(site.draftAt(one('textarea')))).toBe('comment commit');
    page('/direct/t/1/', form);
    expect(site.draftAt(one('textarea'))).toBeNull();
    page(
      '/',
      '<div role="dialog"><div role="textbox" contenteditable="true"></div></div><textarea></textarea>',
    );
    expect(said(site.draftAt(one('[role="textbox"]')))).toBe('post commit');
    expect(site.draftAt(one('textarea'))).toBeNull();
  });

  it('publishes from the composer, and leaves the share sheet’s messages alone', () => {
    page(
      '/create',
      `<div role="dialog" aria-label="Buat postingan baru"><div role="button" id="s">Bagikan</div><div role="textbox"
       contenteditable="true" aria-label="Tulis keterangan..."><p>Coblos satu</p></div></div>`,
    );
    expect(said(click(site, one('#s')))).toBe('post commit');
    expect(aim(site, one('#s'))).toEqual({
      kind: 'draft',
      site: 'instagram',
      text: '',
      draft: 'Coblos satu',
      draftHasPhoto: true,
    });
    page(
      '/',
      '<div role="dialog"><input placeholder="Cari"><div role="button" id="s">Kirim</div><div role="button">Salin tautan</div></div>',
    );
    expect(site.controlsIn(document)).toEqual([]);
  });
});
