// The tables of a report as a reader finds them: by caption, row by row, as texts. Takes the page's markup.

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

function textOf(markup: string): string {
  return markup.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name]!)
}

function all(markup: string, tag: string): string[] {
  return [...markup.matchAll(new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))].map(m => m[1]!)
}

/** Rows by caption, without the row of headings. */
export function reportTables(page: string): Map<string, string[][]> {
  return new Map(
    all(page, 'table').map(table => {
      const rows = all(table, 'tr').map(row =>
        [...row.matchAll(/<t[hd]\b[^>]*>([\s\S]*?)<\/t[hd]>/g)].map(m => textOf(m[1]!)),
      )
      return [textOf(all(table, 'caption')[0]!), rows.slice(1)]
    }),
  )
}

/** The facts of the page, by name: value and note. */
export function reportFacts(page: string): Map<string, string[]> {
  const facts = [...page.matchAll(/<dt>([\s\S]*?)<\/dt><dd>([\s\S]*?)<\/dd>/g)]
  return new Map(facts.map(([, name, value]) => [textOf(name!), value!.split('<small>').map(textOf)]))
}
