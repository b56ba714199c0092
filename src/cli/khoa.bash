# Bash's completion of khoa: khoa itself tells what the word that is being typed may become.

_khoa() {
  local word candidate
  local -a words=()
  for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
    # Bash breaks --unit=15667 at the sign; quotes stand as they were typed.
    [[ $word == "=" ]] || words+=("${word//[\'\"\\]/}")
  done
  [[ ${COMP_WORDS[COMP_CWORD]} != "=" ]] || words+=("")
  local typed=${words[${#words[@]} - 1]}
  COMPREPLY=()
  while IFS= read -r candidate; do
    case $candidate in
    /files | /folders)
      compopt -o filenames 2>/dev/null
      local kind=-f
      [[ $candidate == /files ]] || kind=-d
      while IFS= read -r word; do
        COMPREPLY+=("$word")
      done < <(compgen "$kind" -- "$typed")
      ;;
    *) COMPREPLY+=("$candidate") ;;
    esac
  done < <("$1" help --complete -- "${words[@]}" 2>/dev/null)
}

complete -F _khoa khoa
