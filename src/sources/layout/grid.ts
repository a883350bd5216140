// The top of a sheet or text file as layouts are recognised on it: texts by row and cell, and what is merged. Only data;
// workbooks and text files both give it.

export interface Merge {
  /** 0-based, both ends belong to it. */
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export interface Grid {
  readonly rows: readonly (readonly string[])[]
  /** None known in a text file. */
  readonly merges: readonly Merge[] | undefined
}
