#!/bin/sh
# The shells complete every command and option there is, and what they offer fits
# a screen of 80 columns and 24 lines.
#
#	completion.sh [SOURCE_ROOT [PROGRAM]]
set -eu
cd "${1:-${srcdir:-.}}"
program=${2:-${GRANOLA:-./granola}}
PATH=$(dirname "$program"):$PATH
export PATH
status=0

complain() {
	echo "$1"
	status=1
}

offered() {	# WORD ...: what bash offers for the last of these
	# shellcheck disable=SC2016 # bash's own
	bash -c '
		. conf/completion/granola.bash
		COMP_WORDS=("$@")
		COMP_CWORD=$(($# - 1))
		_granola
		printf "%s\n" "${COMPREPLY[@]}"' - "$@"
}

help=$("$program" --help)
[ "$(printf '%s\n' "$help" | wc -l)" -le 24 ] || complain "granola --help is over 24 lines"
commands=$(printf '%s\n' "$help" |
	awk '/^commands:/ { on = 1; next } /^$/ { on = 0 } on { print $1 }')

for command in '' $commands; do
	# shellcheck disable=SC2086 # no argument if there is no command
	"$program" $command --help | awk 'length > 80 { print; found = 1 } END { exit found }' ||
		complain "granola $command --help is over 80 columns"
done

if ! command -v bash >/dev/null; then
	echo "no bash here: its completion is not looked at"
	exit "$status"
fi
for command in $commands; do
	offered granola "$(printf '%.2s' "$command")" | grep -qx -e "$command" ||
		complain "bash is not offered the command $command"
	[ "$(offered granola "$command" --h)" = --help ] ||
		complain "bash is not offered the option --help of $command"
done
offered granola search --l | grep -qx -e --limit || complain "bash is not offered --limit"
[ "$(offered granola digest --format m)" = markdown ] || complain "bash is not offered formats"
[ "$(offered granola check READM)" = README ] || complain "bash is not offered files"

if command -v zsh >/dev/null; then
	zsh -n conf/completion/granola.zsh || complain "zsh cannot read its completion"
fi

exit "$status"
