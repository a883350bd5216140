// What an editor of schemes knows names of: the kinds that every language has a word for.

export type SymbolKind =
  | 'roster column'
  | 'table'
  | 'column'
  | 'worked out column'
  | 'parameter'
  | 'scale'
  | 'value'
  | 'scorecard'
  | 'score'
  | 'pay line'
  | 'reserve'
  | 'deduction'
  | 'flag'
