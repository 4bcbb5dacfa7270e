/** The script of each shell: it asks `unloc completion <shell> -- …` what may stand at the cursor. */
export const scripts: { readonly [shell: string]: string } = {
  bash: `# Completion of unloc in bash: source <(unloc completion bash)
_unloc() {
  local IFS=$'\\n'
  local lines=($(unloc completion bash -- "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null))
  case "\${lines[0]}" in
    :files) compopt -o filenames; COMPREPLY=($(compgen -f -- "$2")) ;;
    :folders) compopt -o filenames; COMPREPLY=($(compgen -d -- "$2")) ;;
    *) COMPREPLY=("\${lines[@]}") ;;
  esac
}
complete -F _unloc unloc
`,
  zsh: `#compdef unloc
# Completion of unloc in zsh: source <(unloc completion zsh), after compinit
_unloc() {
  local -a lines candidates
  local line
  lines=("\${(@f)$(unloc completion zsh -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  case "\${lines[1]}" in
    :files) _files; return ;;
    :folders) _files -/; return ;;
  esac
  for line in "\${lines[@]}"; do
    [[ -n "$line" ]] && candidates+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  _describe -V 'unloc' candidates
}
if [ "\${funcstack[1]}" = "_unloc" ]; then _unloc "$@"; else compdef _unloc unloc; fi
`,
  fish: `# Completion of unloc in fish: unloc completion fish > ~/.config/fish/completions/unloc.fish
function __unloc_complete
  set -l before (commandline -opc)
  set -e before[1]
  set -l current (commandline -ct)
  for line in (unloc completion fish -- $before "$current" 2>/dev/null)
    switch $line
      case ':files' ':folders'
        __fish_complete_path "$current"
      case '*'
        echo $line
    end
  end
end
complete -c unloc -f -a '(__unloc_complete)'
`,
};
