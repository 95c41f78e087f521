// @vitest-environment jsdom
/** The Facebook adapter on small pages: labels only in their place, decoys, dialogs far from their post. */
import { describe, expect, it } from 'vitest';
import { facebookSite as site } from '../../src/sites/facebook.ts';
import { facebookMobileSite as mobile } from '../../src/sites/facebook-mobile.ts';
import { aim, click, one, page, press, said, seen } from './sites-page.ts';

const DECOY = `<div><blockquote><span dir="auto"><span>Facebook</span></span></blockquote>
  <div aria-hidden="true" data-3="x" role="button" tabindex="-1"></div></div>`;
const HEAD = (handle: string, name: string, tag = 'h4') => `
  <div><a aria-label="${name}" href="https://www.facebook.com/${handle}?__cft__=x" role="link"><svg></svg></a>
  <div data-ad-rendering-role="profile_name"><${tag}><span><a href="https://www.facebook.com/${handle}?__cft__=x">
  <strong><span>${name}</span></strong></a></span></${tag}></div>
  <span><a href="https://www.facebook.com/?__cft__=x"><span aria-labelledby="t"><b>1</b><b>-</b><b>j</b></span></a></span>
  <div aria-label="Tindakan untuk postingan oleh ${name} ini" aria-haspopup="menu" role="button"></div></div>`;
const TEXT = (text: string) => `
  <div dir="auto"><div data-ad-rendering-role="story_message"><div data-ad-comet-preview="message"
  data-ad-preview="message"><span dir="auto">${text}</span></div></div></div>`;
const BAR = (like = 'Suka', name = 'Suka') => `
  <div><span role="toolbar" aria-label="Lihat siapa yang menanggapi ini"><div role="button" aria-label="Suka: 30 orang"
  id="counter"></div><div role="button" aria-label="Super: 3 orang"></div></span>
  <div><div aria-label="${like}" role="button" tabindex="0" id="like"><span
  data-ad-rendering-role="like_button">${name}</span></div><div aria-label="Tanggapi" role="button" id="react"></div></div>
  <div aria-label="Beri komentar" role="button" id="comment"><span data-ad-rendering-role="comment_button">Komentari</span></div>
  <div aria-label="Kirim ini ke teman atau posting di profil Anda." role="button" id="share"><span
  data-ad-rendering-role="share_button">Bagikan</span></div></div>`;
const OLD_BAR = `<div><div><div aria-label="Suka" role="button" id="like"><span>Suka</span></div></div>
  <div aria-label="Beri komentar" role="button" id="comment"><span>Komentari</span></div>
  <div aria-label="xyz" role="button" id="share"><span>Bagikan</span></div></div>`;
const UNIT = (inner: string) =>
  `<div><div aria-posinset="1"><div>${DECOY}${DECOY}<div>${inner}</div>${DECOY}</div></div></div>`;
const COMMENT = (handle: string, name: string, text: string, like = 'Suka') => `
  <li><div aria-label="Komentar oleh ${name} 2 jam yang lalu" role="article" tabindex="-1"><a href="/${handle}?comment_id=1"
  aria-hidden="true"></a><div><span><a href="/${handle}?comment_id=1"><span dir="auto">${name}</span></a></span>
  <div><span dir="auto" lang="id"><div><div dir="auto">${text}</div></div></span></div></div>
  <ul><li><div aria-label="${like}" role="button" class="clike"><div>Suka</div></div></li>
  <li><div role="button" class="creply">Balas</div></li></ul></div></li>`;
const FORM = (text: string, button = '') => `
  <form role="presentation"><div><div aria-label="Tulis komentar publik…" contenteditable="true" role="textbox"
  data-lexical-editor="true" class="box"><p dir="auto">${text ? `<span>${text}</span>` : '<br>'}</p></div></div>${button}</form>`;

describe('controls of a post', () => {
  it('tells like, comment and share by hook, whatever the labels are', () => {
    const bar = BAR().replaceAll(/aria-label="[^"]*"/g, 'aria-label="何か"');
    page('/', UNIT(HEAD('budi', 'Budi') + TEXT('Halo') + bar));
    expect(said(click(site, one('#like span')))).toBe('like commit');
    expect(said(click(site, one('#comment')))).toBe('comment open');
    expect(said(click(site, one('#share span')))).toBe('share open');
    expect(click(site, one('#counter'))).toBeNull();
  });

  it('tells them by label where there is no hook', () => {
    page('/', UNIT(HEAD('budi', 'Budi') + TEXT('Halo') + OLD_BAR));
    expect(site.controlsIn(document).map(said)).toEqual(['like commit', 'comment open', 'share open']);
  });

  it.each(['Hapus Suka', 'Hapus Super', 'Remove Love', 'Batalkan suka', 'Unlike', 'Ubah tanggapan Super'])(
    'never sees an action in "%s"',
    (label) => {
      page('/', UNIT(HEAD('budi', 'Budi') + TEXT('Halo') + BAR(label, 'Super')));
      expect(click(site, one('#like'))).toBeNull();
      expect(site.health(document).blind).toBe(0);
    },
  );

  it('answers Enter and Space on its buttons', () => {
    page('/', UNIT(HEAD('budi', 'Budi') + TEXT('Halo') + BAR()));
    expect(said(press(site, one('#like'), 'Enter'))).toBe('like commit');
    expect(said(press(site, one('#like'), ' '))).toBe('like commit');
    expect(press(site, one('#like'), 'Tab')).toBeNull();
  });
});

describe('single keys', () => {
  const post = (bar = BAR()) =>
    page(
      '/',
      `<div id="u" tabindex="0" aria-posinset="1">${HEAD('calon', 'Pak Calon')}${TEXT('Halo')}${bar}
      ${FORM('')}<input id="search"></div><div id="away"></div>`,
    );

  it.each([
    ['l', 'like commit'],
    ['L', 'like commit'],
    ['c', 'comment open'],
    ['s', 'share open'],
    // A key that the person chose instead.
    ['q', 'like commit'],
    ['j', null],
    ['k', null],
    ['o', null],
    ['/', null],
    [' ', null],
    ['Escape', null],
    ['ArrowDown', null],
  ])('"%s" on the focused post: %s', (key, meaning) => {
    post();
    expect(said(press(site, one('#u'), key))).toBe(meaning);
    expect(said(press(site, one('#like'), key === ' ' ? 'Escape' : key))).toBe(meaning);
  });

  it('acts on no other place, on no key that is held with another, and not while somebody writes', () => {
    post();
    expect(press(site, one('#away'), 'l')).toBeNull();
    expect(press(site, one('#u'), 'l', { ctrlKey: true })).toBeNull();
    expect(press(site, one('#u'), 'l', { metaKey: true })).toBeNull();
    expect(press(site, one('.box'), 'l')).toBeNull();
    expect(press(site, one('#search'), 'l')).toBeNull();
  });

  it('takes back what was done', () => {
    post(BAR('Hapus Suka'));
    expect(press(site, one('#u'), 'l')).toBeNull();
    expect(press(site, one('#u'), 'q')).toBeNull();
  });

  it('acts on what a viewer shows, wherever the focus is', () => {
    const viewer = `<div role="main"><div>${HEAD('calon', 'Pak Calon')}${TEXT('Halo')}${BAR()}</div></div><a id="a"></a>`;
    page('/photo/?fbid=1', viewer);
    const hit = press(site, one('#a'), 'l');
    expect(said(hit)).toBe('like commit');
    expect(hit && site.subjectOf(hit)?.author?.handle).toBe('calon');
    page('/calon/posts/1', viewer);
    expect(press(site, one('#a'), 'l')).toBeNull();
  });
});

describe('a reaction that is let go on', () => {
  const BAR_BOX = `<div role="dialog" aria-label="Tanggapan"><div><div role="toolbar"><div role="button" aria-label="Super"
    id="love"><svg></svg></div></div></div></div>`;
  const post = (bar = BAR()) => page('/', UNIT(HEAD('calon', 'Pak Calon') + TEXT('Halo') + bar));
  const up = (target: Element, more: MouseEventInit = {}) =>
    seen(site, target, new MouseEvent('mouseup', { bubbles: true, ...more }));

  it('is chosen by the main button of a mouse, and by nothing outside a bar', () => {
    post(BAR() + BAR_BOX);
    expect(said(up(one('#love svg')))).toBe('like commit');
    expect(up(one('#love'), { button: 2 })).toBeNull();
    expect(up(one('#like'))).toBeNull();
    expect(up(one('#counter'))).toBeNull();
  });

  it('is where the finger is lifted, not where it was laid', () => {
    post(BAR() + BAR_BOX);
    const lift = (over: string) => {
      document.elementFromPoint = () => one(over);
      const changedTouches = [{ clientX: 1, clientY: 1 }];
      return seen(
        site,
        one('#like'),
        Object.assign(new Event('touchend', { bubbles: true }), { changedTouches }),
      );
    };
    expect(said(lift('#love'))).toBe('like commit');
    expect(lift('#like')).toBeNull();
  });

  it('is about the post around a bar that is drawn inside it', () => {
    post(BAR() + BAR_BOX);
    expect(aim(site, one('#love'))).toMatchObject({ author: { handle: 'calon' }, text: 'Halo' });
  });
});

describe('what is read of a post', () => {
  it('reads author, words behind "see more" and the words on a banner, and no decoy or scrambled time', () => {
    page(
      '/',
      UNIT(
        HEAD('calon.satu', 'Pak Calon') +
          TEXT(
            '<div dir="auto">Ayo</div><div style="display:none" dir="auto">coblos <img height="16" alt="✊"> saya</div><div role="button">Lihat selengkapnya</div>',
          ) +
          `<a href="/photo/?fbid=1"><img height="600" alt="Mungkin gambar teks yang menyatakan 'COBLOS 1'"></a>` +
          BAR(),
      ),
    );
    expect(site.readPost(one('[aria-posinset]'))).toEqual({
      kind: 'post',
      site: 'facebook',
      author: { handle: 'calon.satu', name: 'Pak Calon' },
      text: 'Ayo\ncoblos ✊ saya',
      imageText: "Mungkin gambar teks yang menyatakan 'COBLOS 1'",
    });
  });

  it('keeps a re-shared post apart, with the pictures that are its own', () => {
    page(
      '/',
      UNIT(
        HEAD('budi', 'Budi') +
          TEXT('Lihat ini') +
          `<div><a href="/photo/?fbid=1"><img height="400" alt="Spanduk"></a>${HEAD('calon', 'Pak Calon', 'h5')}${TEXT('Pilih saya')}</div>` +
          BAR(),
      ),
    );
    const subject = aim(site, one('#like'));
    expect(subject).toMatchObject({ author: { handle: 'budi' }, text: 'Lihat ini' });
    expect(subject?.imageText).toBeUndefined();
    expect(subject?.quoted).toMatchObject({
      author: { handle: 'calon' },
      text: 'Pilih saya',
      imageText: 'Spanduk',
    });
  });

  it('adds to a post with a bar of its own what stands above it in the unit', () => {
    const inner = `<div>${HEAD('calon', 'Pak Calon', 'h5')}${TEXT('Pilih saya')}${BAR()}</div>`;
    page('/', UNIT(HEAD('budi', 'Budi') + TEXT('Lihat ini') + inner));
    expect(aim(site, one('#like'))).toMatchObject({
      author: { handle: 'calon' },
      text: 'Pilih saya',
      quoted: { author: { handle: 'budi' }, text: 'Lihat ini' },
    });
  });

  it('reads the words of a post that is all heading', () => {
    page('/', UNIT(`<h4><a href="/budi"></a>${TEXT('Lihat ini')}${BAR()}</h4>`));
    expect(aim(site, one('#like'))).toMatchObject({ text: 'Lihat ini' });
  });

  it('reads the group above a post, and its author below', () => {
    const head = `<div data-ad-rendering-role="profile_name"><h4><a href="/groups/77/">Tim Pemenangan Satu</a></h4></div>
      <div><a href="/groups/77/user/1234/"><span>Budi</span></a></div>`;
    page('/', UNIT(head + TEXT('Rapat besok') + BAR()));
    expect(site.readPost(one('[aria-posinset]'))).toMatchObject({
      groupName: 'Tim Pemenangan Satu',
      author: { handle: '1234', name: 'Budi' },
    });
  });

  it('reads words without any mark, and never the hidden twins', () => {
    page(
      '/',
      UNIT(
        `<h4><a href="/profile.php?id=99">Budi</a></h4><div dir="auto"><div>Tanpa tanda</div></div>${OLD_BAR}`,
      ),
    );
    expect(site.readPost(one('[aria-posinset]'))).toMatchObject({
      author: { handle: '99' },
      text: 'Tanpa tanda',
    });
  });

  it('passes over comments, placeholders and emptied units', () => {
    page(
      '/',
      UNIT(
        `${HEAD('budi', 'Budi')}${TEXT('Halo')}${BAR()}<ul>${COMMENT('calon', 'Pak Calon', 'Pilih saya')}</ul>`,
      ) +
        '<div role="article"><div role="status" aria-label="Memuat..."></div></div><div aria-posinset="2"><div></div></div>',
    );
    expect(site.postsIn(document)).toEqual([one('[aria-posinset="1"]')]);
    expect(site.readPost(one('[aria-posinset="1"]'))?.text).toBe('Halo');
  });

  it('finds a post on its own page, and no post in a profile’s head', () => {
    page(
      '/budi/posts/1',
      `<div role="main"><div><div>${HEAD('budi', 'Budi')}${TEXT('Halo')}${BAR()}</div></div></div>`,
    );
    expect(site.postsIn(document).map((post) => site.readPost(post)?.text)).toEqual(['Halo']);
    page(
      '/halaman',
      '<div role="main"><h1>Halaman</h1><div role="button" aria-label="Suka" id="l">Suka</div></div>',
    );
    expect(site.postsIn(document)).toEqual([]);
  });
});

describe('comments', () => {
  const withComment = (like?: string) =>
    page(
      '/',
      UNIT(
        `${HEAD('budi', 'Budi')}${TEXT('Halo')}${BAR()}<ul>${COMMENT('calon', 'Pak Calon', 'Pilih saya', like)}</ul>${FORM('Siap')}`,
      ),
    );

  it('aims a like and a reply in a comment at the comment', () => {
    withComment();
    expect(said(click(site, one('.clike')))).toBe('like commit');
    expect(aim(site, one('.clike'))).toMatchObject({
      kind: 'comment',
      author: { handle: 'calon', name: 'Pak Calon' },
      text: 'Pilih saya',
      quoted: { kind: 'post', author: { handle: 'budi' }, text: 'Halo' },
    });
    expect(said(click(site, one('.creply')))).toBe('comment open');
    withComment('Hapus Suka');
    expect(click(site, one('.clike'))).toBeNull();
  });

  it('sends on Enter with words in the box, not on Shift+Enter, not half-way through a word', () => {
    withComment();
    const box = one('.box');
    const hit = press(site, box, 'Enter');
    expect(said(hit)).toBe('comment commit');
    expect(hit && site.subjectOf(hit)).toMatchObject({
      author: { handle: 'budi' },
      text: 'Halo',
      draft: 'Siap',
    });
    expect(press(site, box, 'Enter', { shiftKey: true })).toBeNull();
    expect(press(site, box, 'Enter', { isComposing: true })).toBeNull();
    expect(press(site, box, 's')).toBeNull();
    box.textContent = '';
    expect(press(site, box, 'Enter')).toBeNull();
  });

  it.each(['Posting komentar', 'Kirim', 'Komentari', 'Comment', 'Post'])(
    'sends by the button "%s"',
    (label) => {
      page(
        '/',
        UNIT(
          `${HEAD('budi', 'Budi')}${TEXT('Halo')}${BAR()}${FORM('Siap', `<div role="button" aria-label="${label}" id="s"></div>`)}`,
        ),
      );
      expect(said(click(site, one('#s')))).toBe('comment commit');
      expect(aim(site, one('#s'))?.draft).toBe('Siap');
    },
  );

  it('aims a reply’s box at the comment that it answers', () => {
    const row = COMMENT('calon', 'Pak Calon', 'Pilih saya').replace(/<\/li>$/, `${FORM('Siap pak')}</li>`);
    page('/', UNIT(`${HEAD('budi', 'Budi')}${TEXT('Halo')}${BAR()}<ul>${row}</ul>`));
    const hit = press(site, one('.box'), 'Enter');
    expect(hit && site.subjectOf(hit)).toMatchObject({
      kind: 'comment',
      author: { handle: 'calon' },
      draft: 'Siap pak',
    });
  });
});

describe('dialogs far from their post', () => {
  const feed = () => page('/', UNIT(HEAD('calon', 'Pak Calon') + TEXT('Pilih saya') + BAR()));
  const SHARE = `<div role="dialog" aria-label="Bagikan"><h2><span>Bagikan</span></h2><div role="textbox"
    contenteditable="true" aria-label="Katakan sesuatu tentang ini..."><p><span>Mantap</span></p></div>
    <div role="button" aria-label="Bagikan sekarang" id="now"></div><div role="button" aria-label="Kirim sebagai Pesan"
    id="dm"></div><div role="button" aria-label="Salin tautan" id="copy"></div><div role="button" aria-label="Bagikan ke grup"
    id="group"></div></div>`;

  it('knows what a share dialog shares', () => {
    feed();
    expect(aim(site, one('#share'))?.text).toBe('Pilih saya');
    page('/', SHARE);
    expect(said(click(site, one('#now')))).toBe('share commit');
    expect(aim(site, one('#now'))).toMatchObject({
      author: { handle: 'calon' },
      text: 'Pilih saya',
      draft: 'Mantap',
    });
    expect(click(site, one('#dm'))).toBeNull();
    expect(click(site, one('#group'))).toBeNull();
    expect(aim(site, one('#now'))?.text).toBe('Pilih saya');
    expect(click(site, one('#copy'))).toBeNull();
  });

  it('takes a reaction in the bar, and knows of which post', () => {
    feed();
    aim(site, one('#react'));
    page(
      '/',
      `<div role="dialog" aria-label="Tanggapan"><div role="toolbar" aria-label="Tanggapan"><div role="button"
       aria-label="Super" id="love"></div><div role="button" aria-label="Suka" id="thumb"></div></div></div>
       <div role="button" aria-label="Super" id="stray"></div>`,
    );
    expect(said(click(site, one('#love')))).toBe('like commit');
    expect(said(click(site, one('#thumb')))).toBe('like commit');
    expect(aim(site, one('#love'))?.author?.handle).toBe('calon');
    expect(click(site, one('#stray'))).toBeNull();
  });

  it('knows what an editor’s draft would become; a message is none', () => {
    const draft = (): string | null => said(site.draftAt(one('[role="textbox"]')));
    page(
      '/',
      `<div role="dialog"><form method="POST"><div role="textbox" contenteditable="true"
       aria-label="Apa yang Anda pikirkan, Sari?"></div><div role="button" aria-label="Kirim"></div></form></div>
       <input id="search">`,
    );
    expect(draft()).toBe('post commit');
    expect(site.draftAt(one('#search'))).toBeNull();
    page('/', '<form role="presentation"><div role="textbox" contenteditable="true"></div></form>');
    expect(draft()).toBe('comment commit');
    page('/', '<div><div role="textbox" contenteditable="true" aria-label="Pesan"></div></div>');
    expect(draft()).toBeNull();
  });

  it('tells a new post from a re-share by what the composer shows', () => {
    const composer = (
      more: string,
    ) => `<div role="dialog" aria-label="Buat postingan"><h2>Buat postingan</h2><form method="POST">
      <div role="textbox" contenteditable="true" aria-label="Apa yang Anda pikirkan, Sari?"><p><span>Kata saya</span></p></div>
      ${more}<div role="button" aria-label="Kirim" id="send"><span>Kirim</span></div></form></div>`;
    page('/', composer('<img src="blob:x">'));
    expect(said(click(site, one('#send')))).toBe('post commit');
    expect(aim(site, one('#send'))).toEqual({
      kind: 'draft',
      site: 'facebook',
      text: '',
      draft: 'Kata saya',
      draftHasPhoto: true,
    });
    page('/', composer(HEAD('partai', 'Partai Satu') + TEXT('Menang')));
    expect(said(click(site, one('#send')))).toBe('share commit');
    expect(aim(site, one('#send'))).toMatchObject({
      author: { handle: 'partai' },
      text: 'Menang',
      draft: 'Kata saya',
    });
  });

  it('leaves messages alone', () => {
    page(
      '/',
      `<div role="dialog" aria-label="Obrolan"><div role="textbox" contenteditable="true" aria-label="Pesan"><p>Hai</p></div>
       <div role="button" aria-label="Kirim" id="send"></div></div>`,
    );
    expect(click(site, one('#send'))).toBeNull();
    expect(press(site, one('[role=textbox]'), 'Enter')).toBeNull();
  });

  it('opens the composer from its box', () => {
    page(
      '/',
      `<div role="region" aria-label="Buat postingan"><a href="/sari">S</a><div role="button" id="o"><span>?</span></div></div>
       <div role="button" id="p">Apa yang Anda pikirkan, Sari?</div>`,
    );
    expect(said(click(site, one('#o span')))).toBe('post open');
    expect(said(click(site, one('#p')))).toBe('post open');
  });
});

describe('accounts, groups and events', () => {
  it('follows and likes a page from its head', () => {
    page(
      '/pak.calon',
      `<div role="main"><div><h1>Pak Calon</h1><div role="button" aria-label="Suka" id="l">Suka</div>
       <div role="button" aria-label="Ikuti" id="f">Ikuti</div><div role="button" aria-label="Mengikuti" id="u"></div>
       <div role="button" aria-label="Disukai" id="d"></div></div></div>`,
    );
    expect(said(click(site, one('#l')))).toBe('follow commit');
    expect(said(click(site, one('#f')))).toBe('follow commit');
    expect(aim(site, one('#f'))).toEqual({
      kind: 'account',
      site: 'facebook',
      text: '',
      author: { handle: 'pak.calon', name: 'Pak Calon' },
    });
    expect(click(site, one('#u'))).toBeNull();
    expect(click(site, one('#d'))).toBeNull();
  });

  it('follows the author beside whose name the button stands', () => {
    page(
      '/',
      UNIT(
        `<h4><a href="/calon">Pak Calon</a> · <div role="button" id="f"><span>Ikuti</span></div></h4>${TEXT('x')}${BAR()}`,
      ),
    );
    expect(aim(site, one('#f'))?.author).toEqual({ handle: 'calon', name: 'Pak Calon' });
  });

  it('joins groups, and nothing else that can be joined', () => {
    page(
      '/groups/77',
      `<div role="main"><h1><a href="/groups/77/">Tim Pemenangan</a></h1><div role="button" aria-label="Gabung ke grup"
       id="j"></div><div role="button" aria-label="Bergabung" id="in"></div></div>`,
    );
    expect(said(click(site, one('#j')))).toBe('join commit');
    expect(aim(site, one('#j'))).toEqual({
      kind: 'group',
      site: 'facebook',
      text: '',
      groupName: 'Tim Pemenangan',
    });
    expect(click(site, one('#in'))).toBeNull();
    page(
      '/',
      '<div role="region" aria-label="Ruang"><div role="button" aria-label="Gabung" id="room"></div></div>',
    );
    expect(click(site, one('#room'))).toBeNull();
  });

  it('attends events, and leaves "Tertarik" elsewhere alone', () => {
    page(
      '/events/5',
      `<div role="main"><div><h1>Jalan Sehat</h1><div>Acara oleh <a href="/calon">Pak Calon</a></div><div role="button"
       aria-label="Tertarik" aria-pressed="false" id="i"></div><div role="button" aria-label="Akan Hadir" aria-pressed="true"
       id="g"></div></div><div dir="auto">Bersama calon nomor satu</div></div>`,
    );
    expect(said(click(site, one('#i')))).toBe('attend commit');
    expect(aim(site, one('#i'))).toMatchObject({
      kind: 'event',
      pageTitle: 'Jalan Sehat',
      text: 'Bersama calon nomor satu',
      author: { handle: 'calon' },
    });
    expect(click(site, one('#g'))).toBeNull();
    page('/reel/5', '<div role="main"><div role="button" aria-label="Tertarik" id="i"></div></div>');
    expect(click(site, one('#i'))).toBeNull();
  });
});

describe('mobile pages', () => {
  it('reads a story of today’s page, whose head and bar are neighbours', () => {
    page(
      '/',
      `<div data-type="vscroller"><div data-mcomponent="MContainer"><span role="link" tabindex="0">Pak Calon</span>
       <div class="native-text"><span>Pilih saya</span></div></div><div data-mcomponent="MContainer"><div role="button"
       data-mcomponent="MContainer" data-long-click-action-id="1" id="like">x</div><div role="button"
       data-mcomponent="MContainer" id="comment">y</div></div></div>`,
    );
    expect(said(click(mobile, one('#like')))).toBe('like commit');
    expect(said(click(mobile, one('#comment')))).toBe('comment open');
    expect(aim(mobile, one('#like'))).toMatchObject({ author: { name: 'Pak Calon' }, text: 'Pilih saya' });
    expect(mobile.badgeAnchor(mobile.postsIn(document)[0] as Element)).toBe(one('[role="link"]'));
  });

  it('knows of which story a page for comments is, that covers it', () => {
    page(
      '/',
      `<div data-type="vscroller"><div data-mcomponent="MContainer"><span role="link">Pak Calon</span></div>
       <div data-mcomponent="MContainer"><div role="button" data-mcomponent="MContainer" data-long-click-action-id="1">x</div>
       <div role="button" data-mcomponent="MContainer" id="comment">y</div></div></div>`,
    );
    aim(mobile, one('#comment'));
    page(
      '/',
      '<div><textarea aria-label="Tulis komentar…"></textarea><div role="button" aria-label="Kirim" id="s"></div></div>',
    );
    (one('textarea') as HTMLTextAreaElement).value = 'Siap';
    expect(said(click(mobile, one('#s')))).toBe('comment commit');
    expect(aim(mobile, one('#s'))).toMatchObject({ author: { name: 'Pak Calon' }, draft: 'Siap' });
  });
});
