#compdef granola
# Completion of granola's command line for zsh. It asks the program, whose help is
# printed from the table it parses with, so that the two cannot disagree.

local -a lines
if (( CURRENT == 2 )); then
	lines=(${(f)"$(granola --help 2>/dev/null | awk '
		/^commands:/ { on = 1; next } /^$/ { on = 0 }
		on { name = $1; sub(/^ *[^ ]+( [^ ]+)*  +/, ""); print name ":" $0 }')"})
	_describe command lines
elif [[ $words[CURRENT] == -* ]]; then
	lines=(${(f)"$(granola $words[2] --help 2>/dev/null |
		sed -n 's/^ .* \(--[a-z-]*\)\( [A-Z]*\)\{0,1\}  *\(.*\)/\1:\3/p')"})
	_describe option lines
else
	_files
fi
