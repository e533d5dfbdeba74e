# Completion of granola's command line for bash. It asks the program, whose help
# is printed from the table it parses with, so that the two cannot disagree.

_granola_commands() {
	granola --help 2>/dev/null | awk '/^commands:/ { on = 1; next } /^$/ { on = 0 } on { print $1 }'
}

_granola_options() {	# COMMAND
	granola "$1" --help 2>/dev/null | sed -n 's/^ .* \(--[a-z-]*\).*/\1/p'
}

_granola() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	if [ "$COMP_CWORD" -eq 1 ]; then
		mapfile -t COMPREPLY < <(compgen -W "$(_granola_commands) --help --version" -- "$word")
		return
	fi
	case $before in
	--format)
		mapfile -t COMPREPLY < <(compgen -W "text html markdown atom json" -- "$word") ;;
	--print-template)
		mapfile -t COMPREPLY < <(compgen -W "text html markdown atom" -- "$word") ;;
	*)
		case $word in
		-*) mapfile -t COMPREPLY < <(compgen -W "$(_granola_options "${COMP_WORDS[1]}")" \
			-- "$word") ;;
		*) mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
		esac ;;
	esac
}

complete -o filenames -F _granola granola
