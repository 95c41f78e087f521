// @vitest-environment jsdom
/** The X adapter on small pages: every control, every undo, menus far from their post, recycled nodes. */
import { describe, expect, it } from 'vitest';
import { xSite } from '../../src/sites/x.ts';
import { aim, click, one, page, press, said } from './sites-page.ts';

const NAME = (handle: string, name: string) => `
  <div data-testid="User-Name"><div><a href="/${handle}" role="link"><span>${name}</span></a></div>
  <div><a href="/${handle}" role="link" tabindex="-1"><span>@${handle}</span></a>
  <a href="/${handle}/status/42"><time datetime="2024-01-15T00:00:00Z">1j</time></a></div></div>`;
const BAR = (like = 'like', repost = 'retweet') => `
  <div role="group"><button data-testid="reply" id="reply"><svg></svg></button>
  <button data-testid="${repost}" id="repost" aria-haspopup="menu" aria-expanded="false"><svg></svg></button>
  <button data-testid="${like}" id="like"><div><svg><path d="M0"></path></svg></div></button>
  <button data-testid="bookmark" id="bookmark"></button>
  <button aria-haspopup="menu" aria-label="Bagikan postingan" id="share"></button></div>`;
const POST = (handle: string, name: string, text: string, more = '', bar = BAR()) => `
  <article data-testid="tweet" role="article" tabindex="0">${NAME(handle, name)}
  <button data-testid="caret"></button><div data-testid="tweetText" lang="id">${text}</div>${more}${bar}</article>`;
const CARD = (handle: string, name: string, text: string) => `
  <div><div role="link" tabindex="0"><div data-testid="User-Name"><span>${name}</span><span>@${handle}</span></div>
  <div data-testid="tweetText" lang="id">${text}</div></div></div>`;
const EDITOR = (text: string) => `
  <div data-testid="tweetTextarea_0" contenteditable="true" role="textbox"><div><span>${text}</span></div></div>`;

describe('controls of a post', () => {
  it('tells likes, reposts and replies from everything else in the bar', () => {
    page('/home', POST('budi', 'Budi', 'Halo'));
    expect(said(click(xSite, one('#like path')))).toBe('like commit');
    expect(said(click(xSite, one('#repost svg')))).toBe('share open');
    expect(said(click(xSite, one('#reply')))).toBe('comment open');
    for (const id of ['#bookmark', '#share', '[data-testid="caret"]', '[data-testid="tweetText"]', 'time'])
      expect(click(xSite, one(id)), id).toBeNull();
  });

  it('never sees an action in taking one back', () => {
    page('/home', POST('budi', 'Budi', 'Halo', '', BAR('unlike', 'unretweet')));
    expect(click(xSite, one('#like'))).toBeNull();
    expect(click(xSite, one('#repost'))).toBeNull();
    page(
      '/home',
      `<div id="layers"><div data-testid="Dropdown"><div role="menuitem" data-testid="unretweetConfirm">x</div>
       </div></div><button data-testid="12-unfollow" aria-label="Mengikuti @budi"></button>`,
    );
    expect(xSite.controlsIn(document)).toEqual([]);
  });

  it('leaves the navigation alone', () => {
    page(
      '/home',
      `<nav><a href="/notifications" data-testid="AppTabBar_Notifications_Link"><svg></svg></a>
       <a href="/messages" data-testid="AppTabBar_DirectMessage_Link"></a><a href="/i/grok">Grok</a></nav>
       <a href="/compose/post" data-testid="SideNav_NewTweet_Button">Posting</a>`,
    );
    expect(xSite.controlsIn(document).map(said)).toEqual(['post open']);
  });

  it('answers keys only on what is no native control', () => {
    page(
      '/home',
      `${POST('budi', 'Budi', 'Halo')}<div data-testid="like" role="button" tabindex="0" id="old"></div>`,
    );
    expect(press(xSite, one('#like'), 'Enter')).toBeNull();
    expect(said(press(xSite, one('#old'), 'Enter'))).toBe('like commit');
    expect(said(press(xSite, one('#old'), ' '))).toBe('like commit');
    expect(press(xSite, one('#old'), 'a')).toBeNull();
  });
});

describe('what is read of a post', () => {
  it('reads author, words, emoji, links and picture text', () => {
    page(
      '/home',
      POST(
        'budi_s',
        'Budi <img alt="🇮🇩">',
        '<span>Ayo </span><img alt="✊"><span> coblos </span><div><span><a href="/hashtag/Satu">#Satu</a></span></div>',
        `<div data-testid="tweetPhoto"><img alt="Spanduk bertuliskan COBLOS"></div>
         <div data-testid="tweetPhoto"><img alt="Gambar"></div>
         <div data-testid="card.wrapper"><a href="https://t.co/x">Judul berita</a></div>`,
      ),
    );
    expect(xSite.readPost(one('article'))).toEqual({
      kind: 'post',
      site: 'x',
      author: { handle: 'budi_s', name: 'Budi 🇮🇩' },
      text: 'Ayo ✊ coblos #Satu\nJudul berita',
      imageText: 'Spanduk bertuliskan COBLOS',
      permalink: '/budi_s/status/42',
    });
  });

  it('keeps the quoted post apart', () => {
    page('/home', POST('budi', 'Budi', 'Setuju', CARD('calon', 'Calon', 'Pilih saya')));
    const subject = xSite.readPost(one('article'));
    expect(subject?.text).toBe('Setuju');
    expect(subject?.quoted).toMatchObject({ author: { handle: 'calon', name: 'Calon' }, text: 'Pilih saya' });
  });

  it('reads a recycled node as what it shows now', () => {
    page('/home', POST('budi', 'Budi', 'Pertama'));
    const article = one('article');
    expect(aim(xSite, one('#like'))?.text).toBe('Pertama');
    one('[data-testid="tweetText"]').textContent = 'Kedua';
    expect(aim(xSite, one('#like'))?.text).toBe('Kedua');
    expect(xSite.readPost(article)?.text).toBe('Kedua');
  });

  it('finds the post around a node inside it, for changes in place', () => {
    page('/home', POST('budi', 'Budi', '<b>kata</b>'));
    expect(xSite.postsIn(one('b'))).toEqual([one('article')]);
  });
});

describe('menus and composers', () => {
  const MENU = (confirm: string) => `<div id="layers"><div role="menu"><div data-testid="Dropdown">
    <div role="menuitem" tabindex="0" data-testid="${confirm}" id="confirm"><span>Posting ulang</span></div>
    <div role="menuitem" tabindex="0" id="quote"><span>Kutipan</span></div></div></div></div>`;

  it.each(['retweetConfirm', 'repostConfirm'])('knows whose menu it is: %s', (confirm) => {
    page('/home', POST('satu', 'Satu', 'Post satu') + POST('dua', 'Dua', 'Post dua'));
    const second = document.querySelectorAll('[data-testid="retweet"]')[1];
    expect(second && aim(xSite, second)?.text).toBe('Post dua');
    page('/home', MENU(confirm));
    expect(said(click(xSite, one('#confirm span')))).toBe('share commit');
    expect(aim(xSite, one('#confirm'))?.text).toBe('Post dua');
    expect(said(click(xSite, one('#quote span')))).toBe('quote open');
  });

  it('believes an open menu rather than its memory', () => {
    page(
      '/home',
      POST('satu', 'Satu', 'Post satu') + POST('dua', 'Dua', 'Post dua') + MENU('retweetConfirm'),
    );
    aim(xSite, one('#repost'));
    document.querySelectorAll('[data-testid="retweet"]')[1]?.setAttribute('aria-expanded', 'true');
    expect(aim(xSite, one('#confirm'))?.text).toBe('Post dua');
  });

  it('tells a quote, a reply and a new post by what the dialog shows', () => {
    const dialog = (inner: string) =>
      page(
        '/compose/post',
        `<div role="dialog">${inner}<button data-testid="tweetButton" id="send"></button></div>`,
      );
    dialog(EDITOR('Kata saya') + CARD('calon', 'Calon', 'Pilih saya'));
    expect(said(click(xSite, one('#send')))).toBe('quote commit');
    expect(aim(xSite, one('#send'))).toMatchObject({ author: { handle: 'calon' }, draft: 'Kata saya' });
    dialog(POST('calon', 'Calon', 'Pilih saya') + EDITOR('Siap'));
    expect(said(click(xSite, one('#send')))).toBe('comment commit');
    expect(aim(xSite, one('#send'))).toMatchObject({
      author: { handle: 'calon' },
      text: 'Pilih saya',
      draft: 'Siap',
    });
    dialog(`${EDITOR('Coblos nomor satu')}<div data-testid="attachments"><img src="x.jpg"></div>`);
    expect(said(click(xSite, one('#send')))).toBe('post commit');
    expect(aim(xSite, one('#send'))).toEqual({
      kind: 'draft',
      site: 'x',
      text: '',
      draft: 'Coblos nomor satu',
      draftHasPhoto: true,
    });
  });

  it('knows what an editor’s draft would become, and that a picture of the post answered is not its own', () => {
    const dialog = (inner: string) =>
      page(
        '/compose/post',
        `<div role="dialog">${inner}<button data-testid="tweetButton" id="send"></button></div><input id="search">`,
      );
    const draft = () => xSite.draftAt(one('[data-testid^="tweetTextarea_"]'));
    const photo = () => {
      const hit = draft();
      return hit && xSite.subjectOf(hit)?.draftHasPhoto;
    };
    dialog(EDITOR('Kata saya'));
    expect(said(draft())).toBe('post commit');
    expect(draft()?.control.id).toBe('send');
    expect(xSite.draftAt(one('#search'))).toBeNull();
    expect(photo()).toBe(false);
    dialog(`${POST('calon', 'Calon', 'Pilih saya')}${EDITOR('')}`);
    expect(said(draft())).toBe('comment commit');
    dialog(EDITOR('Kata saya') + CARD('calon', 'Calon', 'Pilih saya'));
    expect(said(draft())).toBe('quote commit');
    dialog(`<article data-testid="tweet"><video src="blob:a"></video></article>${EDITOR('Kata saya')}`);
    expect(photo()).toBe(false);
    dialog(
      `${EDITOR('Kata')}<div data-testid="attachments"><div data-testid="User-Name"></div><img src="x.jpg"></div>`,
    );
    expect(photo()).toBe(false);
    dialog(`${EDITOR('Kata')}<img src="data:image/svg+xml,a">`);
    expect(photo()).toBe(false);
    dialog(`${EDITOR('Kata')}<img src="data:image/jpeg;base64,a">`);
    expect(photo()).toBe(true);
  });

  it('answers on the page of a post to the post above the editor', () => {
    page(
      '/dua/status/42',
      `<div data-testid="primaryColumn">${POST('satu', 'Satu', 'Induk')}${POST('dua', 'Dua', 'Pokok')}
       <div>${EDITOR('Amin')}<button data-testid="tweetButtonInline" id="send"></button></div>
       ${POST('tiga', 'Tiga', 'Balasan')}</div>`,
    );
    expect(said(click(xSite, one('#send')))).toBe('comment commit');
    expect(aim(xSite, one('#send'))).toMatchObject({ text: 'Pokok', draft: 'Amin' });
  });

  it('sends by Ctrl+Enter, and does not mind typing', () => {
    page(
      '/home',
      `<div data-testid="primaryColumn">${EDITOR('Halo')}<button data-testid="tweetButtonInline"></button></div>`,
    );
    const editor = one('[contenteditable]');
    expect(said(press(xSite, editor, 'Enter', { ctrlKey: true }))).toBe('post commit');
    expect(said(press(xSite, editor, 'Enter', { metaKey: true }))).toBe('post commit');
    expect(press(xSite, editor, 'Enter')).toBeNull();
    expect(press(xSite, editor, 'l')).toBeNull();
  });
});

describe('single keys', () => {
  const MENU = `<div id="layers"><div role="menu"><div role="menuitem" data-testid="unretweetConfirm"></div>
    <div role="menuitem" id="quote">Kutipan</div></div></div>`;

  it('act on the focused post, whatever in it has the focus', () => {
    page('/home', POST('budi', 'Budi', 'Halo'));
    for (const place of ['article', 'time', '#share']) {
      expect(said(press(xSite, one(place), 'l')), place).toBe('like commit');
      expect(said(press(xSite, one(place), 'L')), place).toBe('like commit');
      expect(said(press(xSite, one(place), 't')), place).toBe('share open');
      expect(said(press(xSite, one(place), 'r')), place).toBe('comment open');
    }
    expect(press(xSite, one('article'), 'l')?.control).toBe(one('#like'));
  });

  it('do nothing elsewhere, with other keys held, on what is liked already, and while writing', () => {
    page('/home', `<p>x</p>${POST('budi', 'Budi', 'Halo', EDITOR('Ya'))}`);
    expect(press(xSite, one('p'), 'l')).toBeNull();
    for (const held of ['ctrlKey', 'metaKey', 'altKey'])
      expect(press(xSite, one('article'), 'l', { [held]: true }), held).toBeNull();
    for (const key of ['l', 't', 'r']) expect(press(xSite, one('[contenteditable] span'), key)).toBeNull();
    for (const key of ['b', 'Enter', ' ', 'constructor'])
      expect(press(xSite, one('article'), key), key).toBeNull();
    page('/home', POST('budi', 'Budi', 'Halo', '', BAR('unlike', 'retweet')));
    expect(press(xSite, one('article'), 'l')).toBeNull();
  });

  it('open the menu of a post reposted before, which offers a quote', () => {
    const body = page('/home', POST('budi', 'Budi', 'Sudah', '', BAR('like', 'unretweet')));
    expect(press(xSite, one('article'), 't')).toBeNull();
    body.insertAdjacentHTML('beforeend', MENU);
    expect(aim(xSite, one('#quote'))?.text).toBe('Sudah');
  });
});

describe('pages that other sites link to', () => {
  const sheet = (role = 'dialog', text = '') =>
    `<div id="layers"><div role="${role}"><h1>${text}</h1><button data-testid="confirmationSheetConfirm" id="yes">Ya</button>
     </div></div>`;

  it.each([
    ['like?tweet_id=42', 'like commit'],
    ['favorite?tweet_id=42&related=a', 'like commit'],
    ['retweet?tweet_id=42', 'share commit'],
    ['repost?tweet_id=42', 'share commit'],
  ])('%s is about the post that it names', (path, hit) => {
    page(
      `/intent/${path}`,
      POST('satu', 'Satu', 'Lain').replaceAll('/42', '/7') +
        POST('budi', 'Budi', 'Halo') +
        sheet('alertdialog'),
    );
    expect(said(click(xSite, one('#yes')))).toBe(hit);
    expect(aim(xSite, one('#yes'))).toMatchObject({ text: 'Halo', author: { handle: 'budi' } });
  });

  it('is silent about a post that the page does not show, and never takes another for it', () => {
    page('/home', POST('satu', 'Satu', 'Lain'));
    aim(xSite, one('#repost'));
    page('/intent/like?tweet_id=9', POST('satu', 'Satu', 'Lain') + sheet());
    expect(aim(xSite, one('#yes'))).toBeNull();
  });

  it.each([
    ['follow?screen_name=calon_1', ''],
    ['user?screen_name=%40Calon_1', ''],
    ['follow?user_id=99', 'Ikuti @calon_1?'],
  ])('%s is about the account that it names', (path, text) => {
    page(
      `/intent/${path}`,
      `<div data-testid="primaryColumn"><div data-testid="UserName"><span>Pak Calon</span><span>@calon_1</span></div>
       <div data-testid="UserDescription">Nomor urut 1</div></div>${sheet('dialog', text)}`,
    );
    expect(said(click(xSite, one('#yes')))).toBe('follow commit');
    expect(aim(xSite, one('#yes'))).toMatchObject({ kind: 'account', text: 'Nomor urut 1' });
    expect(aim(xSite, one('#yes'))?.author?.handle?.toLowerCase()).toBe('calon_1');
  });

  it.each([
    ['follow?screen_name=Budi', '<button data-testid="9-unfollow" aria-label="Mengikuti @budi"></button>'],
    ['follow?user_id=9', '<button data-testid="9-unfollow"></button>'],
    ['like?tweet_id=42', POST('budi', 'Budi', 'Halo', '', BAR('unlike'))],
    ['retweet?tweet_id=42', POST('budi', 'Budi', 'Halo', '', BAR('like', 'unretweet'))],
  ])('%s takes back what is done already', (path, markup) => {
    page(`/intent/${path}`, `<div data-testid="primaryColumn">${markup}</div>${sheet()}`);
    expect(click(xSite, one('#yes'))).toBeNull();
  });

  it('follows, whomever else the person follows', () => {
    const markup = '<button data-testid="8-unfollow" aria-label="Mengikuti @lain"></button>';
    page('/intent/follow?screen_name=budi', `<div data-testid="primaryColumn">${markup}</div>${sheet()}`);
    expect(said(click(xSite, one('#yes')))).toBe('follow commit');
  });

  it.each(['/budi', '/budi12/like', '/intent/session', '/intent/', '/budi/intent/like?tweet_id=42'])(
    'and a question anywhere else is no act: %s',
    (path) => {
      page(path, POST('budi', 'Budi', 'Halo') + sheet());
      expect(click(xSite, one('#yes'))).toBeNull();
    },
  );
});

describe('composers without a dialog, as on a phone', () => {
  const SEND = '<button data-testid="tweetButton" id="send"></button>';
  const TIMELINE = `<div data-testid="primaryColumn">${POST('lain', 'Lain', 'Linimasa')}</div>`;

  it.each([
    ['comment commit', POST('calon', 'Calon', 'Pilih saya') + EDITOR('Siap'), 'Pilih saya'],
    ['quote commit', EDITOR('Siap') + CARD('calon', 'Calon', 'Pilih saya'), 'Pilih saya'],
    ['post commit', EDITOR('Siap'), ''],
  ])('in the layer over the page: %s', (hit, inner, text) => {
    page('/compose/post', `<div id="layers"><div>${SEND}<div>${inner}</div></div></div>${TIMELINE}`);
    expect(said(click(xSite, one('#send')))).toBe(hit);
    expect(aim(xSite, one('#send'))).toMatchObject({ text, draft: 'Siap' });
    expect(said(press(xSite, one('[contenteditable]'), 'Enter', { ctrlKey: true }))).toBe(hit);
  });

  it('on a page of their own', () => {
    const column = (inner: string) =>
      page('/compose/post', `<div data-testid="primaryColumn">${inner}${SEND}</div>`);
    column(POST('calon', 'Calon', 'Pilih saya') + EDITOR('Siap'));
    expect(said(click(xSite, one('#send')))).toBe('comment commit');
    column(EDITOR('Siap') + CARD('calon', 'Calon', 'Pilih saya'));
    expect(said(click(xSite, one('#send')))).toBe('quote commit');
  });

  it('answer where a link from another site shows the post', () => {
    const inline = '<button data-testid="tweetButtonInline" id="send"></button>';
    page(
      '/intent/like?tweet_id=42',
      `<div data-testid="primaryColumn">${POST('calon', 'Calon', 'Pilih saya')}${EDITOR('Siap')}${inline}</div>`,
    );
    expect(said(click(xSite, one('#send')))).toBe('comment commit');
    expect(aim(xSite, one('#send'))).toMatchObject({ text: 'Pilih saya', draft: 'Siap' });
  });
});

describe('accounts and communities', () => {
  it('reads the account that a follow button names', () => {
    page(
      '/home',
      `<div data-testid="UserCell"><a href="/calon_1"><span>Pak Calon</span></a><a href="/calon_1"><span>@calon_1</span></a>
       <button data-testid="99-follow" aria-label="Ikuti @calon_1" id="f"><span>Ikuti</span></button>
       <div dir="auto">Calon gubernur</div></div>`,
    );
    expect(said(click(xSite, one('#f span')))).toBe('follow commit');
    expect(aim(xSite, one('#f'))).toEqual({
      kind: 'account',
      site: 'x',
      text: 'Calon gubernur',
      author: { handle: 'calon_1', name: 'Pak Calon' },
    });
  });

  it('reads name and description on a profile', () => {
    page(
      '/calon_1',
      `<div data-testid="primaryColumn"><button data-testid="99-follow" aria-label="Follow @calon_1" id="f"></button>
       <div data-testid="UserName"><span>Pak Calon</span><span>@calon_1</span></div>
       <div data-testid="UserDescription">Nomor urut 1</div></div>`,
    );
    expect(aim(xSite, one('#f'))).toMatchObject({ text: 'Nomor urut 1', author: { handle: 'calon_1' } });
  });

  it('takes the follow item of a caret menu, and not its neighbours', () => {
    page(
      '/home',
      `<div id="layers"><div role="menuitem" id="f">Ikuti @calon_1</div><div role="menuitem" id="u">Berhenti mengikuti
       @calon_1</div><div role="menuitem" data-testid="block" id="b">Blokir @calon_1</div></div>`,
    );
    expect(aim(xSite, one('#f'))?.author?.handle).toBe('calon_1');
    expect(click(xSite, one('#u'))).toBeNull();
    expect(click(xSite, one('#b'))).toBeNull();
  });

  it('joins a community on its own page only', () => {
    const markup = `<main><h1>Relawan Satu</h1><button aria-label="Gabung Relawan Satu" id="j">Gabung</button>
      <button aria-label="Bergabung Relawan Satu" id="in">Bergabung</button></main>`;
    page('/i/communities/12', markup);
    expect(said(click(xSite, one('#j')))).toBe('join commit');
    expect(aim(xSite, one('#j'))).toEqual({ kind: 'group', site: 'x', text: '', groupName: 'Relawan Satu' });
    expect(click(xSite, one('#in'))).toBeNull();
    page('/home', markup);
    expect(click(xSite, one('#j'))).toBeNull();
  });
});

describe('health', () => {
  it('counts a liked post as understood, and one without a like control as blind', () => {
    page('/home', POST('a', 'A', '1') + POST('b', 'B', '2', '', BAR('unlike')) + POST('c', 'C', '3', '', ''));
    expect(xSite.health(document)).toEqual({ posts: 3, controls: 5, blind: 1 });
  });

  it('looks at the first twenty posts, however long the page', () => {
    const posts = Array.from({ length: 25 }, (_, at) =>
      POST('a', 'A', String(at), '', at < 19 ? undefined : ''),
    );
    page('/home', posts.join(''));
    expect(xSite.health(document)).toMatchObject({ posts: 20, blind: 1 });
  });

  it('counts the controls of a page without posts', () => {
    page('/budi', '<button data-testid="9-follow" aria-label="Ikuti @budi">Ikuti</button>');
    expect(xSite.health(document)).toEqual({ posts: 0, controls: 1, blind: 0 });
  });
});
