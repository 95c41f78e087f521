/**
 * Looks that the replicas share: quiet, recognisable as practice pages, no site's logo and no party's
 * colour. Everything is scoped below `.r-root`, so that a page of the extension can hold one.
 */

export const COMMON_CSS = `
.r-root{--ink:#26242b;--soft:#6d6875;--line:#e4e0e6;--paper:#fffdfb;--back:#f5f2ee;--wash:#f1edf2;--accent:#6b4a74;--on:#fff;
color:var(--ink);background:var(--back);font:15px/1.4 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;margin:0;min-height:100vh;color-scheme:light dark}
@media (prefers-color-scheme:dark){.r-root{--ink:#ece8ee;--soft:#a39cab;--line:#38333d;--paper:#1f1c22;--back:#161418;--wash:#2a262e;--accent:#c9a4d3;--on:#201624}}
.r-root *{box-sizing:border-box}
.r-root a{color:inherit;text-decoration:none}
.r-root a:hover{text-decoration:underline}
.r-root button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-align:inherit}
.r-root [role=button],.r-root [role=menuitem],.r-root [role=link]{cursor:pointer}
.r-root :focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:6px}
.r-root [aria-disabled=true]{opacity:.45;cursor:default}
.r-root h1,.r-root h2,.r-root h3,.r-root h4,.r-root h5,.r-root p,.r-root ul,.r-root li{margin:0;padding:0;font:inherit;list-style:none}
.r-root img{display:block;max-width:100%}
.r-root svg{fill:currentColor;flex:none}
.r-root .r-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.r-root .r-row{display:flex;align-items:center;gap:8px}
.r-root .r-grow{flex:1;min-width:0}
.r-root .r-soft{color:var(--soft);font-size:13px}
.r-root .r-strong{font-weight:650}
.r-root .r-link,.r-root .r-rich a{color:var(--accent)}
.r-root .r-face{border-radius:50%;width:40px;height:40px}
.r-root .r-face.small{width:32px;height:32px}
.r-root .r-face.large{width:96px;height:96px}
.r-root .r-pill{display:inline-block;border-radius:99px;padding:7px 16px;background:var(--accent);color:var(--on);font-weight:600;text-align:center;white-space:nowrap}
.r-root .r-pill.quiet{background:transparent;color:var(--ink);box-shadow:inset 0 0 0 1px var(--line)}
.r-root .r-mask{position:fixed;inset:0;background:rgb(20 16 24/.45);z-index:40}
.r-root .r-dialog{position:fixed;left:50%;top:8vh;transform:translateX(-50%);width:min(600px,94vw);max-height:84vh;overflow:auto;background:var(--paper);color:var(--ink);border:0;border-radius:14px;box-shadow:0 12px 40px rgb(0 0 0/.25);padding:16px;z-index:50;margin:0}
.r-root .r-dialog.r-trap{z-index:2147483647}
.r-root .r-dialog::backdrop{background:rgb(20 16 24/.45)}
.r-root .r-menu{position:fixed;z-index:60;min-width:200px;background:var(--paper);border-radius:12px;box-shadow:0 6px 24px rgb(0 0 0/.22);padding:6px}
.r-root .r-menu [role=menuitem]{padding:10px 14px;border-radius:8px;font-weight:600}
.r-root .r-menu [role=menuitem]:hover{background:var(--wash)}
.r-root .r-typed{min-height:28px;outline:0;white-space:pre-wrap;overflow-wrap:anywhere}
.r-root .r-typed p{margin:0}
.r-root .r-hint{position:absolute;inset:0 auto auto 0;color:var(--soft);pointer-events:none}
.r-root .r-field{position:relative;flex:1;min-width:0}
.r-root .r-photo{width:100%;aspect-ratio:3/2;object-fit:cover;background:var(--wash)}
.r-root .r-banner{padding:6px 16px;background:var(--wash);color:var(--soft);font-size:12px;text-align:center}
`;
