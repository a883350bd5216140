// What a reader sees of an HTML page, on one line.

const SIGNS = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }

export function pageText(page: string): string {
  const plain = page.replace(/<style>[\s\S]*<\/style>/, '').replace(/<[^>]*>/g, ' ')
  return plain.replace(/&(?:lt|gt|quot|#39|amp);/g, s => SIGNS[s as keyof typeof SIGNS]).replace(/\s+/g, ' ')
}
