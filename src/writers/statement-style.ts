// The look of statements: compact on A4 or letter paper, each person on a new sheet; on a screen with a list of the people above; on a
// phone in one column; light and dark. Takes whether the pages of a file are one person's, who then reads "1 / 2".

import type { PaperSize } from '../core/currency.ts'

/** The style sheet of a file of statements. */
export function statementStyle(ofOne: boolean, paper: PaperSize): string {
  return `${BASE}@page{size:${paper};margin:8mm 11mm 9mm}${ofOne ? PAGES_OF_ONE : PAGES_OF_ALL}${PRINT}${SCREEN}`
}

const PAGES_OF_ONE = '@page{@bottom-right{content:counter(page) " / " counter(pages);font:7.5pt sans-serif;color:#555}}'
const PAGES_OF_ALL = '@page{@bottom-right{content:counter(page);font:7.5pt sans-serif;color:#555}}'

const BASE = `
:root{color-scheme:light dark;--ink:#16202a;--soft:#53606c;--rule:#c9d2da;--head:#eef2f6;--paper:#fff;--desk:#eceff2;--link:#0b5cad}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:var(--paper);font:8.5pt/1.3 "Microsoft YaHei","PingFang SC","Noto Sans SC","Noto Sans CJK SC",system-ui,sans-serif;-webkit-print-color-adjust:exact;print-color-adjust:exact}
h1,h2,h3,p,dl,dd{margin:0}
table{border-collapse:collapse;width:100%}
th,td{padding:0;text-align:left;vertical-align:top;font-weight:400;overflow-wrap:anywhere}
.person+.person{break-before:page}
.who{display:flex;justify-content:space-between;align-items:baseline;gap:12pt;border-bottom:1.2pt solid var(--ink);padding-bottom:2.5pt}
.who h2{font-size:12pt;font-weight:600}
.who p{color:var(--soft);font-size:8pt}
.who .right{text-align:right}
.gap{height:5pt}
.sums{display:flex;gap:0;margin-bottom:7pt;border:.6pt solid var(--rule);break-inside:avoid}
.sums div{flex:1;padding:3pt 6pt;border-left:.6pt solid var(--rule)}
.sums div:first-child{border-left:0}
.sums dt{color:var(--soft);font-size:7.5pt}
.sums dd{font-size:11pt;font-variant-numeric:tabular-nums}
.sums .net{background:var(--head)}
.sums .net dd{font-weight:600}
section{margin-bottom:7pt}
h3{font-size:9pt;font-weight:600;margin-bottom:1.5pt;break-after:avoid}
.rows>thead th{background:var(--head);color:var(--soft);font-size:7.5pt;padding:1.5pt 4pt}
.rows>tbody>tr{break-inside:avoid;border-bottom:.5pt solid var(--rule)}
.rows>tbody>tr>*{padding:1.6pt 4pt}
.rows .sum>*{font-weight:600;border-top:.8pt solid var(--ink)}
.rows .n{text-align:right;white-space:nowrap;overflow-wrap:normal;font-variant-numeric:tabular-nums;width:1%}
.rows .month{white-space:nowrap;width:1%}
.rows .name{width:17%}
.said{color:var(--soft);font-size:7.5pt}
.whose{color:var(--soft);font-size:7.5pt}
.worked{font-size:7.5pt;font-variant-numeric:tabular-nums}
.behind{width:auto;margin:1pt 0 2pt}
.behind th,.behind td{font-size:7pt;font-weight:400;padding:0 8pt 0 0;text-align:left;white-space:nowrap}
.behind th{color:var(--soft);white-space:normal;vertical-align:bottom}
.behind .n{width:auto}
.pairs>span{white-space:nowrap;margin-right:8pt;font-variant-numeric:tabular-nums}
.pairs b,.scores b{font-weight:600}
.note{color:var(--soft);font-size:7.5pt;margin-top:1.5pt;break-inside:avoid}
.scores{break-inside:avoid;margin-bottom:2pt}
.scores>span{margin-right:10pt}
.receipt{display:flex;gap:14pt;align-items:flex-end;margin-top:12pt;break-inside:avoid}
.receipt p{flex:1}
.receipt span{border-bottom:.6pt solid var(--ink);min-width:38mm;padding-top:8mm;color:var(--soft)}
`

/**
 * Paper holds a month of one person on one sheet: workings beside their names, short tables beside each other. Where it
 * does not, the figures go to the next sheet as a whole, with the signature.
 */
const PRINT = `
@media print{
nav,.top{display:none}
body{font-size:7.5pt;line-height:1.18}
.gap{height:3pt}
.who h2{font-size:11pt}
.who p,h3{font-size:8pt}
.who h2,.who p,h3{line-height:1.2}
section,.sums{margin-bottom:4pt}
h3{margin-bottom:.5pt}
.sums div{display:flex;justify-content:space-between;align-items:baseline;padding:1pt 5pt}
.sums dd{font-size:9pt}
.rows>thead th{padding:.5pt 3pt}
.rows>tbody>tr>*{padding:.6pt 3pt}
.rows .name{width:15%}
.rows .said,.rows .worked,.rows .wide div{display:inline;margin-right:6pt}
.short{display:flex;gap:8pt;align-items:baseline}
.note{margin-top:.5pt}
.pairs>span{margin-right:6pt}
th .said,th .worked{margin-left:6pt}
th .worked{font-weight:400}
.beside{display:grid;grid-template-columns:1.2fr 1fr;column-gap:7mm}
.held{display:contents}
.held th{white-space:nowrap}
.rules{grid-column:1/-1;grid-row:2;margin-bottom:4pt}
.changes:only-child{grid-column:1/-1}
.close{border-collapse:separate;border-spacing:0}
.close,.close>thead{display:block}
.close>tbody{display:block;columns:2;column-gap:7mm}
.close tr{display:grid;grid-template-columns:fit-content(28mm) 1fr auto}
.close>thead>tr{background:var(--head)}
.close>tbody>tr>th{font-weight:600}
.close .whose{font-weight:400}
.close .n,.close .name{width:auto}
.made>thead{display:none}
.made tr>[colspan]{grid-column:1/3}
.close .broad{column-span:all}
.made .behind thead,.made .behind tbody{display:contents}
.made .behind tr{display:table-row}
.made~.note{display:inline}
.end{break-inside:avoid}
.receipt{margin-top:4pt}
.receipt span{padding-top:5mm}
}
`

const SCREEN = `
@media screen{
body{background:var(--desk);font-size:14px;padding:16px}
nav,.person,.top{max-width:900px;margin:0 auto 20px;background:var(--paper);padding:20px 24px;border-radius:6px;border:1px solid var(--rule)}
.top h1{font-size:20px}
nav ul{list-style:none;margin:8px 0 0;padding:0;columns:3 200px}
nav li{break-inside:avoid;padding:1px 0}
nav a{color:var(--link)}
nav span,.top p{color:var(--soft);font-size:12px}
.person{scroll-margin-top:8px}
.who h2{font-size:20px}
.who p,.said,.whose,.worked,.note,.sums dt,.rows>thead th{font-size:12px}
h3{font-size:15px}
.sums dd{font-size:18px}
.rows>tbody>tr>*,.rows>thead th{padding:4px 6px}
section{margin-bottom:18px}
}
@media screen and (prefers-color-scheme:dark){
:root{--ink:#e6ebf0;--soft:#a3afba;--rule:#3b4650;--head:#242d35;--paper:#171d23;--desk:#0f1418;--link:#7db8f0}
}
@media screen and (max-width:640px){
.behind{display:block;overflow-x:auto}
.dues th,.dues td{font-size:12px;overflow-wrap:normal}
.dues>*>tr>*{padding:4px 3px}
body{padding:0}
nav,.person,.top{border-radius:0;border-left:0;border-right:0;padding:14px;margin-bottom:10px}
.sums{flex-wrap:wrap}
.sums div{flex:1 0 50%;border-left:0;border-top:1px solid var(--rule)}
.who{display:block}
.who .right{text-align:left}
.rows .name{width:auto}
.pairs>span{white-space:normal;display:block;margin:0}
.three>thead{display:none}
.three>tbody>tr{display:grid;grid-template-columns:1fr auto}
.three>tbody>tr>.wide{grid-column:1/-1;grid-row:2;padding-top:0}
.three .n,.held .n{width:auto}
.rows:not(.three)>tbody>tr>td{overflow-wrap:normal}
.rows .month{white-space:normal;width:auto}
.held thead{display:none}
.held tbody>tr{display:grid;grid-template-columns:1fr 1fr auto}
.held tbody>tr>.pairs{grid-column:1/-1;grid-row:2;padding-top:0}
.held .pairs>span{display:inline;white-space:nowrap;margin-right:8px}
.held .sum>td:empty:nth-child(3){display:none}
.receipt span{display:inline-block;margin-right:14px}
.receipt{display:block}
}
`
