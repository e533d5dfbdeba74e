#!/bin/sh
# Files as strings of C, called after them: page.html is embedded_page_html. Of a
# style sheet, comments, blank lines and indents stay behind.
#
#	embed.sh FILE… > INCLUDED
set -eu

echo '/* Made by embed.sh of what is in src/render/templates. */'
for file in "$@"; do
	tidy=
	case $file in
	*.css) tidy='/^\/\*.*\*\/$/d; /^\/\*/,/\*\/$/d; /^$/d; s/^	//;' ;;
	esac
	printf '\nstatic const char embedded_%s[] =\n' "$(basename "$file" | tr . _)"
	sed -e "$tidy" -e 's/[\\"?]/\\&/g' -e 's/.*/	"&\\n"/' "$file"
	echo '	;'
done
