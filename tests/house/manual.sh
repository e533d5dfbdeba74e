#!/bin/sh
# What people read is true: the manual pages are well formed, granola(1) and the
# program's help name the same commands and options, granola-digest(5) and the
# glossary the same names of templates, and README, quickstart and debian/control the
# same packages.
#
#	manual.sh [SOURCE_ROOT [PROGRAM]]
set -eu
cd "${1:-${srcdir:-.}}"
program=${2:-${GRANOLA:-./granola}}
page=man/granola.1
status=0

complain() {
	echo "$1"
	status=1
}

# Words of a page are compared as they stand in its source: ".It Nm Cm once".
names() {
	grep -Eq -e "$1" "$page"
}

if command -v mandoc >/dev/null; then
	for manual in man/*.[1-8]; do
		mandoc -T lint -W warning "$manual" || status=1
	done
fi

# The names that templates know, and those that are described.
known=$(sed -n 's/^	{"\([a-z-]*\)", SCOPE_.*/\1/p' src/render/glossary.c)
described=$(sed -n 's/^\.It Ic //p' man/granola-digest.5 | tr -d ' ' | tr ',' '\n')
[ -n "$known" ] || complain "src/render/glossary.c has no names"
for name in $known; do
	printf '%s\n' "$described" | grep -qx -e "$name" ||
		complain "man/granola-digest.5: no name $name of templates"
done
for name in $described; do
	printf '%s\n' "$known" | grep -qx -e "$name" ||
		complain "man/granola-digest.5: templates know no name $name"
done

commands=$("$program" --help | awk '/^commands:/ { on = 1; next } /^$/ { on = 0 } on { print $1 }')
[ -n "$commands" ] || complain "$program --help names no commands"

for command in $commands; do
	names "^\.It Nm Cm $command( |\$)" || complain "$page: no command $command"
	for option in $("$program" "$command" --help | sed -n 's/^ .* --\([a-z-]*\).*/\1/p'); do
		names "Fl Fl $option( |\$)" || complain "$page: no option --$option of $command"
	done
done

for command in $(sed -n 's/^\.It Nm Cm \([a-z]*\).*/\1/p' "$page"); do
	printf '%s\n' "$commands" | grep -qx "$command" ||
		complain "$page: there is no command $command"
done

# The words of the shell variables that end in _packages.
packages=$(awk -v quote="'" '
	index($0, "_packages=" quote) > 1 { sub(/^.*=./, ""); on = 1 }
	on { end = sub(quote ".*", ""); print; on = !end }' quickstart)
[ -n "$packages" ] || complain 'quickstart names no packages'
for package in $packages; do
	tr -s ' ' '\n' <README | grep -qx -e "$package" || complain "README: no package $package"
done

# Libraries are what a package is built with.
for package in $packages; do
	case $package in
	libc6-dev | valgrind) ;;			# of every build; of our tests alone
	lib*-dev) grep -Eq "^ +$package( |,|\$)" debian/control ||
		complain "debian/control: no package $package" ;;
	esac
done
for package in $(sed -n 's/^  *\(lib[a-z0-9-]*-dev\).*/\1/p' debian/control); do
	echo " $packages " | tr -s ' \n\t' '   ' | grep -q " $package " ||
		complain "quickstart: no package $package"
done

exit "$status"
