// How the report looks: light and dark by what the reader's device asks for, on a phone, on A4 or letter paper. Colours are
// variables, which the pictures use too, so that one picture serves both.

import type { PaperSize } from '../../core/currency.ts'

const LIGHT = `--paper:#fff;--ink:#1b1f24;--quiet:#535c66;--rule:#c9d0d8;--panel:#f4f6f8;--link:#0a53a8;--bar:#2f6fb3;--fall:#a8530b;--mark:#b3152c`
const DARK = `--paper:#14171b;--ink:#e8eaed;--quiet:#aeb6bf;--rule:#414a54;--panel:#1e2328;--link:#8fc1ff;--bar:#6ea8e0;--fall:#e0a05c;--mark:#ff8f94`

/** The style sheet of a report that is printed on such paper. */
export function reportStyle(paper: PaperSize): string {
  return `${STYLE}@page{size:${paper};margin:14mm}`
}

const STYLE = `
:root{${LIGHT};color-scheme:light}
@media screen and (prefers-color-scheme:dark){:root{${DARK};color-scheme:dark}}
@media (forced-colors:active){:root{--paper:Canvas;--ink:CanvasText;--quiet:CanvasText;--rule:CanvasText;--panel:Canvas;--link:LinkText;--bar:CanvasText;--fall:GrayText;--mark:Highlight}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem;z-index:1}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.25rem;margin:2rem 0 .75rem;padding-top:.75rem;border-top:2px solid var(--rule)}
h3{font-size:1rem;margin:0 0 .25rem}
p{margin:.25rem 0}
.quiet,figcaption p,.notes,dd small{color:var(--quiet);font-size:.875rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:.75rem 0;padding:0}
nav a{display:inline-block;padding:.25rem 0}
.blocks{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1.25rem 2rem;align-items:start}
.blocks>*{min-width:0}
.wide{grid-column:1/-1}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,9.5rem),1fr));gap:.75rem;margin:0}
dl>div{background:var(--panel);border-radius:.375rem;padding:.5rem .75rem}
dt{font-size:.875rem;color:var(--quiet)}
dd{margin:0;font-size:1.1rem;font-weight:600;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
dd small{display:block;font-weight:400}
figure{margin:0}
figure svg{display:block;width:100%;max-width:32rem;height:auto;margin:.5rem 0;overflow:visible}
summary{cursor:pointer;color:var(--link);padding:.25rem 0;font-size:.875rem}
.scroll{overflow-x:auto}
.scroll table{width:max-content}
table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}
caption{text-align:start;font-weight:600;padding:.25rem 0}
th,td{padding:.25rem .75rem .25rem 0;text-align:start;vertical-align:top;border-bottom:1px solid var(--rule);max-width:18rem;overflow-wrap:break-word}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--quiet);font-weight:600;vertical-align:bottom}
tbody th{font-weight:400}
tfoot th,tfoot td{font-weight:600;border-bottom:0}
.n{text-align:end;white-space:nowrap}
thead .n{white-space:normal}
footer{margin-top:2rem;border-top:1px solid var(--rule);padding-top:.5rem}
@media print{
body{max-width:none;padding:0;font-size:10pt}
nav,.skip,summary{display:none}
details::details-content{display:block;content-visibility:visible;height:auto}
.blocks{display:block}
.blocks>*{margin-bottom:6mm}
figure svg{max-width:120mm}
figcaption,svg,table,dl>div,li{break-inside:avoid}
h2,h3,caption,figcaption{break-after:avoid}
.scroll{overflow:visible}
.scroll table{width:auto}
table{font-size:8.5pt}
th,td{padding-right:2.5mm;max-width:none;overflow-wrap:anywhere}
}
`
