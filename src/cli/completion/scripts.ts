// The scripts by which bash, zsh and fish ask the program for candidates. Each hands over the words up to the cursor and
// gets a line a candidate: the value, a tab, and what it is; or `:files`, `:folders`.

export const SHELLS = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof SHELLS)[number]

const BASH = `# Completion of bonusbook for bash.
_bonusbook() {
  local -a found=()
  mapfile -t found < <(bonusbook completion -- bash "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  COMPREPLY=()
  case "\${found[0]-}" in
    :files) compopt -o default; return ;;
    :folders) compopt -o dirnames; return ;;
  esac
  COMPREPLY=("\${found[@]%%$'\\t'*}")
  case "\${COMPREPLY[*]}" in
    # Names with spaces and signs: bash puts its own marks before them.
    *[\\'\\"\\\\\\(\\)\\;\\&\\|\\<\\>\\$\\\`\\ ]*) compopt -o filenames ;;
  esac
  [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *= ]] && compopt -o nospace
}
complete -F _bonusbook bonusbook
`

const ZSH = `#compdef bonusbook
# Completion of bonusbook for zsh.
_bonusbook() {
  local -a found values shown open opened
  local line
  found=("\${(@f)$(bonusbook completion -- zsh "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)}")
  case $found[1] in
    :files) _files; return ;;
    :folders) _files -/; return ;;
  esac
  for line in $found; do
    if [[ \${line%%$'\\t'*} == *= ]]; then
      open+=("\${line%%$'\\t'*}"); opened+=("\${line/$'\\t'/  }")
    else
      values+=("\${line%%$'\\t'*}"); shown+=("\${line/$'\\t'/  }")
    fi
  done
  (( $#values )) && compadd -l -d shown -a values
  (( $#open )) && compadd -S '' -l -d opened -a open
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
compdef _bonusbook bonusbook
`

const FISH = `# Completion of bonusbook for fish.
function __bonusbook_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l word (string unescape -- "$typed")
    set -l found (bonusbook completion -- fish $words[2..-1] "$word" 2>/dev/null)
    switch "$found[1]"
        case ':files'
            __fish_complete_path "$word"
        case ':folders'
            __fish_complete_directories "$word" ''
        case '*'
            string join \\n -- $found
    end
end
complete -c bonusbook -f -a '(__bonusbook_complete)'
`

/** The script for a shell. */
export const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH }

/**
 * Words as bash hands them over, as the shell will mean them: put together where bash has divided them at `=`, without
 * quotation marks and backslashes. `cut` is what bash takes for done of the last one.
 */
export function bashWords(words: readonly string[]): { readonly words: string[]; readonly cut: string } {
  const joined: string[] = []
  let open = false
  for (const word of words) {
    if (joined.length > 0 && (open || word === '=')) joined[joined.length - 1] += word
    else joined.push(word)
    open = word === '='
  }
  const plain = joined.map(word => word.replace(/\\(.)|["']/gs, '$1'))
  const last = words.at(-1) ?? ''
  const divided = joined.at(-1) !== last
  return { words: plain, cut: divided ? plain.at(-1)!.slice(0, plain.at(-1)!.lastIndexOf('=') + 1) : '' }
}
