// What `--help` says in English. The examples are of the shop that `bonusbook init my-shop` makes.

import type { HelpTexts } from '../help.ts'
import type { Noun } from './noun.ts'

const GROUP =
  'Goes on whatever becomes of a shop; what became of each is told and left in out/<period>/group.json. Exit code 0: all are done; else that of the worst: 4 a shop is locked, 3 a book refuses, 1 a shop has problems.'

export const help = (p: Noun): HelpTexts => ({
  about: `Works out after-sales bonuses from the exports of a ${p.month} and a scheme file, to the cent.`,
  titles: {
    'Usage:': 'Usage:',
    'Arguments:': 'Arguments:',
    'Options:': 'Options:',
    'Global Options:': 'Options of every command:',
    'Commands:': 'Commands:',
  },
  examples: 'Examples:',
  sentence: summary => `${summary[0]!.toUpperCase()}${summary.slice(1)}.`,
  choices: (choices, usual) => ` (${choices}${usual === undefined ? '' : `; default: ${usual}`})`,
  howToUse: command => `${command} --help shows how it is used.`,
  placeholders: { month: p.month },
  options: {
    '--shop': 'shop folder (default: this one)',
    '--json': 'print JSON',
    '--quiet': 'print the result only',
    '--no-color': 'no colours',
    '--lang':
      'language of what is printed and of papers that are written, where it is not that of the locale and of the scheme',
    '--help': 'show how it is used',
    '--version': 'print the version',
    '--period': `${p.such}, or last, or this`,
    '--set': 'a value in place of its formula or source, or several: rate=0.4%,0.5% (may be repeated)',
    '--accept': 'why what is outside of an expectation is right (may be repeated)',
    '--approve': 'who approves what needs it (may be repeated)',
    '--sign': 'sign with this OpenSSH key: private key, or .pub of one in ssh-agent',
    '--shard': 'one of several equal parts of the shops, for as many machines: 1/4, 2/4, 3/4, 4/4',
    '--jobs': 'how many shops at a time (default: as many as the machine has processors)',
    '--patience': 'after how many minutes a shop that is not done is given up (default: 30)',
    '--retry': 'only shops that were not done when the same was last asked for',
    '--only': 'these shops only: folder or its last part, * for anything: stores/e* (may be repeated)',
    '--not': 'without these shops (may be repeated)',
    '--person': 'of this person only: employee number or name',
    '--reserve': 'of this reserve or deduction only',
  },
  commands: {
    '': {
      summary: '',
      more: '',
      examples: [
        ['bonusbook init my-shop', 'make a shop folder that runs at once'],
        ['bonusbook check -C my-shop --period 2026-07', 'what is wrong with scheme and exports'],
        ['bonusbook run -C my-shop --period 2026-07', 'the payroll sheet of July'],
        ['bonusbook explain "Grace Lin" -C my-shop --period 2026-07', 'where her amounts come from'],
      ],
    },
    help: { summary: 'show how a command is used', more: '', examples: [] },
    init: {
      summary: 'make a shop folder that runs at once',
      more: `A scheme, some months of exports and a README are copied from a template. The folder must be new or empty; in one that holds exports and no scheme, a scheme is proposed for them, as propose does.`,
      arguments: { dir: 'the folder to make' },
      options: {
        '--template': 'which template (default: workshop; blank: a shop of nothing)',
        '--list': 'list the templates',
      },
      examples: [
        ['bonusbook init my-shop', 'an English example with two months of exports'],
        ['bonusbook init --list', 'the names of all templates'],
        ['bonusbook init other-shop --template golden', 'the Chinese example'],
        ['bonusbook init my-group --template group', 'a group of four shops'],
      ],
    },
    propose: {
      summary: 'write a scheme that reads the exports of a folder, with questions',
      more: `Looks at all files of a ${p.month}: what each table is, what its columns hold, who has which position. What is not sure stands in the scheme after # ?. Nothing that is there is changed.`,
      arguments: {
        dir: `the folder of the exports: data/2026-07 of a shop, or any other, whose files are copied into the shop (default: the shop itself)`,
      },
      options: {
        '--period': `${p.such}, where neither the folder nor the files say it`,
        '--template': 'put what this template has below, as a comment to take over from',
      },
      examples: [
        ['bonusbook propose data/2026-07 -C new-shop', 'a new shop of the exports of July'],
        ['bonusbook propose data/2026-08 -C new-shop-2 --lang zh', 'with comments and questions in Chinese'],
      ],
    },
    check: {
      summary: 'read scheme and exports, print all problems, write nothing',
      more: 'Also tells where the money of every export went, who got nothing, and who is near the edge of a band.',
      options: {
        '--period': `${p.such}, or last, or this (default: the newest with data)`,
        '--csv': 'write the list of problems to this file: .csv, or .xlsx',
      },
      examples: [
        ['bonusbook check', `the newest ${p.month} that has data`],
        ['bonusbook check --period 2026-07 --csv problems.xlsx', 'July, with a list for whoever owns the data'],
      ],
    },
    form: {
      summary: `write the workbooks in which raters enter their marks, from the scheme and the roster of a ${p.month}`,
      more: 'Of every table with `entered by:`: a row for whoever is rated, a column an item with its marks and what counts. Filled in and put into the data folder, they are read as they are. One that is there is never written over.',
      options: { '--out': 'write there instead of out/<period>/forms/' },
      examples: [['bonusbook form --period 2026-07', 'the forms of July']],
    },
    run: {
      summary: `work a ${p.month} out and write its sheets to out/<${p.month}>/`,
      more: 'All files are written or none. With --set it is a what-if, which writes nothing.',
      options: {
        '--out': 'write there instead (a what-if with --set writes nothing without it)',
        '--split': 'statements also as one file a person, in statements/',
      },
      examples: [
        ['bonusbook run --period 2026-07', 'July'],
        ['bonusbook run --period 2026-07 --split', 'statements also one by one, to hand out'],
        ['bonusbook run --period last', `the ${p.month} before this one, as for a nightly job`],
        ['bonusbook run --period 2026-07 --set "bonus an order=6"', 'what if an order brought 6 yuan'],
        ['bonusbook run --period 2026-07 --set "bonus an order=5,6"', 'both side by side'],
      ],
    },
    approve: {
      summary: `sign the draft of a ${p.month}, release or correction for a role`,
      more: `For roles that have \`signed by:\` in the scheme. \`close\` takes it; a draft that is changed needs a new one. Of a closed ${p.month} it is the draft of its correction.`,
      arguments: { reserve: 'of the draft of a release: name of its reserve' },
      options: {
        '--period': `${p.month} of the draft; with a reserve its quarter or year`,
        '--role': 'role under `approvals` in the scheme',
        '--opening': 'not a draft, but the workbook that `book open` is to seal',
      },
      examples: [['bonusbook approve --period 2026-07 --role director --sign ~/.ssh/id_ed25519', 'the draft of July']],
    },
    close: {
      summary: `seal a ${p.month}: its draft as it lies in out/<${p.month}>/`,
      more: `${p.Month}s are closed in their order. Refused where anything changed since the draft was written. The book keeps copies of exports and outputs as they are, with the numbers of documents and accounts in them, not encrypted.`,
      options: { '--if-open': `do nothing where the ${p.month} is closed already and nothing differs` },
      examples: [
        ['bonusbook close --period 2026-07 --approve "manager=Ann Lee"', 'with an approval'],
        ['bonusbook close --period 2026-07 --if-open', 'again, as for a nightly job'],
      ],
    },
    release: {
      summary: 'work out what the release of a reserve pays, and write its sheet',
      more: 'By the rule of the scheme and the results in data/results/. Nothing is ever released twice.',
      arguments: { reserve: 'name of the reserve, as the scheme calls it' },
      options: {
        '--period': 'quarter such as 2026-Q3, or year, that it is of',
        '--payout': `${p.month} in which it is paid`,
        '--person': 'these people only: employee numbers or names',
        '--partial': `${p.month}s that are not closed yet do not matter: what is closed is all`,
        '--close': 'seal it in the book',
      },
      examples: [
        [
          'bonusbook release "quality reserve" --period 2026-Q3 --payout 2026-10 --partial',
          `what the ${p.month}s closed so far release`,
        ],
        [
          'bonusbook release "quality reserve" --period 2026-Q3 --payout 2026-10 --partial --person "Grace Lin" --close',
          'one person early, sealed',
        ],
      ],
    },
    correct: {
      summary: `work a closed ${p.month} out again from corrected exports`,
      more: `Put the corrected export into data/<${p.month}>/ first. Differences go into the ${p.month} that is open and are paid with it; the papers lie in out/correct-<${p.month}>/.`,
      options: {
        '--period': `the closed ${p.month}`,
        '--scheme': 'a corrected scheme instead of the one it was closed with',
        '--dry-run': 'show the differences and write nothing',
        '--draft': 'write the papers and seal nothing, so that they can be looked at and approved',
      },
      examples: [['bonusbook correct --period 2026-07 --dry-run', 'what would be corrected in July']],
    },
    book: {
      summary: 'what the book holds, and the proof that nothing in it was changed',
      more: '',
      examples: [],
    },
    'book balance': {
      summary: `what is held for whom, from which ${p.month}, and what is still to be deducted`,
      more: '',
      options: { '--all': 'also what has come to nothing' },
      examples: [
        ['bonusbook book balance', 'everything that is held'],
        ['bonusbook book balance --person "Grace Lin"', 'of one person'],
      ],
    },
    'book list': {
      summary: 'every sealed entry with its figures and its seal',
      more: '',
      examples: [['bonusbook book list', 'what was sealed when, and the seals']],
    },
    'book register': {
      summary: 'every posting in its order',
      more: '',
      examples: [['bonusbook book register --reserve "survey reserve"', 'the postings of one reserve']],
    },
    'book open': {
      summary: 'begin a book in the middle, from a workbook',
      more: `A shop that has paid by spreadsheets until now begins as if the ${p.month} of --period had been closed. --template makes the workbook to fill in: what is held, what is still to be deducted, figures of earlier ${p.month}s that the scheme reads, orders that were paid, and the totals that all of this must come to. \`book open --period 2026-06 --from opening.xlsx\` reads it and seals it.`,
      options: {
        '--from': 'the workbook, filled in',
        '--template': `write an empty workbook to this file; without --period for the ${p.month} before the newest data`,
        '--dry-run': 'show what it adds up to, seal nothing',
      },
      examples: [['bonusbook book open --template opening.xlsx --period 2026-06', 'the workbook, to be filled in']],
    },
    'book sheets': {
      summary: `give the sheets of a closed ${p.month}, a release or a correction back as they were sealed`,
      more: 'They say which entry sealed them, when, and its seal.',
      options: {
        '--entry': `the entry that sealed them, as \`book list\` numbers it; of a ${p.month}, --period is enough`,
        '--out': 'folder to write to (default: the one in out/ that they were sealed from)',
      },
      examples: [
        ['bonusbook book sheets --period 2026-07', 'July as it was closed'],
        ['bonusbook book sheets --entry 1 --out entry-1', 'what entry 1 sealed, beside'],
      ],
    },
    'book verify': {
      summary: 'prove that nothing sealed was changed',
      more: '',
      options: {
        '--replay': 'work every entry out again from its kept inputs, to the same figures',
        '--seal': 'a seal or digest from a signed sheet, 16 letters of it or more: does this book hold it?',
        '--signers': 'check signatures by this file (default: allowed_signers of the shop)',
      },
      examples: [['bonusbook book verify --replay', 'the seals, and every entry once more']],
    },
    'book export': {
      summary: 'write the book as CSV, XLSX, or a journal for hledger and ledger',
      more: '',
      options: { '--format': 'what to write', '--out': 'file to write (text goes to the output without it)' },
      examples: [
        ['bonusbook book export --format xlsx --out book.xlsx', 'a workbook'],
        ['bonusbook book export --format hledger --out book.journal', 'a journal'],
      ],
    },
    group: {
      summary: 'a group of shops with one scheme: all of them at once, and who differs in what',
      more: 'group.yaml names the group, its shops and what a shop may have otherwise in its shop.yaml.',
      examples: [],
    },
    'group check': {
      summary: 'check a month of all shops',
      more: GROUP,
      examples: [['bonusbook group check -C my-group --period 2026-07', 'what is wrong where']],
    },
    'group run': {
      summary: 'work a month out in all shops',
      more: GROUP,
      options: { '--split': 'statements also as one file a person, in statements/' },
      examples: [
        ['bonusbook group run -C my-group --period 2026-07', 'all shops'],
        ['bonusbook group run -C my-group --period 2026-07 --retry', 'those again that were not done'],
        ['bonusbook group run -C my-group --period 2026-07 --shard 2/4', 'the second of four parts'],
        ['bonusbook group run -C my-group --period 2026-07 --only "stores/*st" --not west --jobs 1', 'some of them'],
      ],
    },
    'group close': {
      summary: 'seal a month in the book of each shop',
      more: `A shop whose month is closed already and in which nothing differs is done. ${GROUP}`,
      examples: [['bonusbook group close -C my-group --period 2026-07', 'after `group run`']],
    },
    'group release': {
      summary: 'work out what a reserve pays in all shops, and seal it with --close',
      more: `A shop in which the same was sealed already is done. ${GROUP}`,
      arguments: { reserve: 'name of the reserve, as the scheme calls it' },
      options: {
        '--period': 'quarter such as 2026-Q3, or year, that it is of',
        '--payout': 'month in which it is paid',
        '--partial': 'months that are not closed yet do not matter: what is closed is all',
        '--close': 'seal it in the book',
      },
      examples: [
        [
          'bonusbook group release 质量预留 -C my-group --period 2026-Q3 --payout 2026-10 --partial',
          'what the months closed so far release',
        ],
      ],
    },
    'group correct': {
      summary: 'work a closed month out again in all shops, from corrected exports',
      more: GROUP,
      options: {
        '--period': 'the closed month',
        '--dry-run': 'show the differences and write nothing',
        '--draft': 'write the papers and seal nothing, so that they can be looked at and approved',
      },
      examples: [
        ['bonusbook group correct -C my-group --period 2026-07 --dry-run', 'in which shops July would change'],
      ],
    },
    'group verify': {
      summary: 'prove that nothing sealed was changed in the book of any shop',
      more: GROUP,
      options: { '--replay': 'work every entry out again from its kept inputs, to the same figures' },
      examples: [['bonusbook group verify -C my-group --replay', 'the seals, and every entry once more']],
    },
    'group report': {
      summary: 'what the shops came to beside each other: a workbook, and a page with pictures',
      more: 'Written to out/<period>/group-report.xlsx and group-report.html; in the shops nothing is written. Each shop is worked out once more: a closed one from the copies that its book keeps, an open one from its files as they lie there. Shops that can not be worked out are named and are in no sum: then the exit code is 1.',
      examples: [
        ['bonusbook group report -C my-group --period 2026-07', 'all shops'],
        ['bonusbook group report -C my-group --period 2026-07 --not west', 'all but one'],
      ],
    },
    'group merge': {
      summary: 'make one table of what all parts of `--shard` left',
      more: 'Each part leaves out/<period>/group.2-of-4.json; of all of them out/<period>/group.json is made, as one command without --shard makes it. A part that is missing or of something else is told.',
      options: { '--period': 'period or quarter that the parts were given; of `group verify`: verify' },
      examples: [
        ['bonusbook group merge -C my-group --period 2026-07', 'after `group run --shard 1/4`, 2/4, 3/4 and 4/4'],
      ],
    },
    'group overrides': {
      summary: 'list what shops have otherwise than the scheme of the group',
      more: '',
      options: {
        '--period': 'month such as 2026-07, or last, or this (default: the newest with data)',
        '--csv': 'write the list to this file: .csv, or .xlsx',
      },
      examples: [['bonusbook group overrides -C my-group', 'who differs in what']],
    },
    explain: {
      summary: 'show where an amount comes from, down to the rows',
      more: `Without a line it shows the person's whole sheet. \`explain order NUMBER\` shows an order's whole life, over all ${p.month}s.`,
      arguments: {
        person: "employee number or name; also a team's name, shop, or order",
        line: 'pay line, score, reserve, deduction, any other value of the scheme, or a figure of the sheet (gross, net, limit …); of order, its number',
      },
      options: {
        '--period': `${p.such}, or last, or this (default: the newest that is open or has a draft)`,
        '--rows': 'how many rows of each sum to show, or all',
      },
      examples: [
        ['bonusbook explain "Grace Lin" --period 2026-07', 'her whole sheet'],
        ['bonusbook explain "Grace Lin" "sales commission" --period 2026-07', 'one line down to the rows'],
        [
          'bonusbook explain "Grace Lin" "Total pay" --period 2026-07',
          'any figure of her statement, by its name there',
        ],
        ['bonusbook explain Mechanical "team pool" --period 2026-07', 'a value of a team'],
        ['bonusbook explain shop "parts margin" --period 2026-07 --rows all', 'of the shop, with every row'],
        [
          'bonusbook explain "Grace Lin" "quality reserve" --period 2026-Q3',
          'what a sealed release paid her: lot by lot, with the ratio and what was lost',
        ],
        ['bonusbook explain order W2607-0412', 'an order: where it counted, its rows, and whom it paid'],
      ],
    },
    compare: {
      summary: `what differs between two ${p.month}s, drafts or sheets, person by person, and why`,
      more: '',
      arguments: { a: `${p.such}, folder of a draft, or file with a sheet`, b: 'likewise' },
      options: { '--csv': 'write the list of differences to this file: .csv, or .xlsx' },
      examples: [
        ['bonusbook compare 2026-07 2026-08', 'August against July'],
        ['bonusbook compare 2026-07 2026-08 --quiet --csv differences.csv', 'totals here, the list in a file'],
      ],
    },
    try: {
      summary: 'work out people from given values, without files',
      more: 'It names every value that is missing.',
      arguments: { scheme: 'scheme file, or folder with scheme.yaml' },
      options: {
        '--position': 'position of the person',
        '--people': 'CSV file with a row a person: id, position and values by name',
        '--period': `${p.month} whose parameters hold (default: the newest)`,
      },
      examples: [
        [
          'bonusbook try scheme.yaml --position "callback agent" --set "calls reached=120" --set score=90 --set "days present=22" --set "days due=22" --set late=0 --set absent=0 --set "base salary=5000"',
          'one person',
        ],
      ],
    },
    test: {
      summary: "run a scheme's own test cases, and tell what no case reaches",
      more: 'The cases stand in cases.yaml beside the scheme.',
      arguments: { scheme: "scheme files, or folders with scheme.yaml (default: the shop's)" },
      examples: [['bonusbook test', "the shop's own scheme"]],
    },
    schema: {
      summary: 'print the JSON Schema of scheme files, or of what a command prints',
      more: 'Editors complete and check schemes by it. With --of it is that of a document of `--json`: every key and what it means.',
      options: { '--of': 'of what this command prints with --json', '--out': 'write it to a file' },
      examples: [
        ['bonusbook schema --out scheme.schema.json', 'into a file'],
        ['bonusbook schema --of check', 'what `check --json` prints'],
        ['bonusbook schema --of "book balance"', 'of a command of two words'],
      ],
    },
    lsp: {
      summary: 'serve an editor of schemes: problems while typing, completion, figures, renaming',
      more: 'An editor starts it, by the Language Server Protocol; README.md has the settings of VS Code, Neovim and Helix.',
      options: { '--stdio': 'over the standard streams, which is the only way' },
      examples: [['bonusbook lsp --stdio', 'as an editor starts it']],
    },
    completion: {
      summary: 'print a script by which the shell completes commands, options and names',
      more: 'For bash put `source <(bonusbook completion bash)` into ~/.bashrc, for zsh `source <(bonusbook completion zsh)` into ~/.zshrc, for fish `bonusbook completion fish | source` into ~/.config/fish/config.fish.',
      arguments: { shell: 'which shell' },
      examples: [['bonusbook completion bash', 'the script for bash']],
    },
  },
})
