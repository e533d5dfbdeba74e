#!/bin/sh
# Each rule of the house is quiet over a tree that keeps it, and names the
# trouble in one that does not. A rule that cannot fail protects nothing.
set -eu
house=$(cd "$(dirname "$0")" && pwd)
garden=$(mktemp -d)
trap 'rm -rf "$garden"' EXIT
failures=0

# A clean tree: a noun on the ground, a decision above it, a store beside.
plant() {
	rm -rf "$garden/tree"
	mkdir -p "$garden/tree/src/base" "$garden/tree/src/text" "$garden/tree/src/parse" \
		"$garden/tree/src/render" "$garden/tree/src/store" "$garden/tree/tests/base"
	cd "$garden/tree"
	printf '%s\n' 'int main(void)' '{' '	return 0;' '}' >src/granola.c
	printf '%s\n' 'struct pot {' '	int size;' '};' 'int pot_size(const struct pot *pot);' \
		'int pots_total(void);' >src/base/pots.h
	printf '%s\n' '#include "base/pots.h"' '/* time() is not "called" here */' \
		'static int total;' \
		'int pot_size(const struct pot *pot)' '{' '	return pot->size + total;' '}' \
		'int pots_total(void)' '{' '	return total;' '}' >src/base/pots.c
	printf '%s\n' 'int leaf_count(void);' >src/text/leaf.h
	printf '%s\n' '#include "text/leaf.h"' '#include "base/pots.h"' '#include <string.h>' \
		'int leaf_count(void)' '{' '	return pots_total();' '}' >src/text/leaf.c
	printf '%s\n' 'int seed_sow(void);' >src/parse/seed.h
	printf '%s\n' '#include "parse/seed.h"' '#include "text/leaf.h"' \
		'int seed_sow(void)' '{' '	return leaf_count();' '}' >src/parse/seed.c
	printf '%s\n' 'int shed_open(void);' >src/store/shed.h
	printf '%s\n' '#include "store/shed.h"' '#include "parse/seed.h"' \
		'int shed_open(void)' '{' '	return seed_sow();' '}' >src/store/shed.c
	printf '%s\n' 'int main(void)' '{' '	return 0;' '}' >tests/base/test_pots.c
	printf '%s\n' 'int glossary_size(void);' >src/render/glossary.h
	printf '%s\n' '#include "render/glossary.h"' 'enum scope { SCOPE_BED };' \
		'static const struct {' '	const char *name;' '	enum scope scope;' \
		'} names[] = {' '	{"soil", SCOPE_BED},' '};' 'int glossary_size(void)' '{' \
		'	return (int)sizeof(names);' '}' >src/render/glossary.c
	mkdir man
	printf '%s\n' '.Dd November 22, 2026' '.Dt GRANOLA-DIGEST 5' '.Os' '.Sh NAME' \
		'.Nm granola-digest' '.Nd beds' '.Sh DESCRIPTION' '.Bl -tag -width Ds' \
		'.It Ic soil' 'Soil.' '.El' >man/granola-digest.5
	printf '%s\n' '.Dd November 22, 2026' '.Dt GRANOLA 1' '.Os' '.Sh NAME' '.Nm granola' \
		'.Nd garden' '.Sh DESCRIPTION' '.Bl -tag -width Ds' \
		'.It Nm Cm sow Op Fl Fl deep Ar N' 'Sow.' '.El' >man/granola.1
	cat >granola <<-'end'
	#!/bin/sh
	case $1 in
	sow) printf '%s\n' 'usage: granola sow' '' 'options:' '      --deep N   how deep' ;;
	*) printf '%s\n' 'usage: granola COMMAND' '' 'commands:' '  sow        sow' '' 'Bye.' ;;
	esac
	end
	chmod +x granola
	printf '%s\n' "some_packages='spade" "	rake'" >quickstart
	echo 'Bring: spade rake' >README
}

build() {
	rm -f ./*.o garden.a
	for source in src/*/*.c; do
		${CC:-cc} ${CFLAGS:-} -Isrc -c "$source" -o "$(basename "$source" .c).o"
	done
	${AR:-ar} cr garden.a ./*.o
}

run() {
	case $1 in
	cycles) sh "$house/cycles.sh" garden.a ;;
	manual) sh "$house/manual.sh" . ./granola ;;
	names) sh "$house/names.sh" . garden.a ;;
	*) sh "$house/$1.sh" . ;;
	esac
}

fail() {
	echo "FAILED: $1"
	sed 's/^/	/' "$garden/said"
	failures=$((failures + 1))
}

# keeps RULE: what is planted now breaks nothing.
keeps() {
	run "$1" >"$garden/said" 2>&1 || fail "$1 complains of a clean tree"
}

# breaks RULE TEXT: the rule fails and says this.
breaks() {
	if run "$1" >"$garden/said" 2>&1; then
		fail "$1 did not notice: $2"
	elif ! grep -qF "$2" "$garden/said"; then
		fail "$1 did not say: $2"
	fi
	plant
}

# repeat COUNT LINE
repeat() {
	awk -v count="$1" -v line="$2" 'BEGIN { while (count-- > 0) print line }'
}

# swap SCRIPT FILE: sed in place.
swap() {
	sed "$1" "$2" >swapped
	cat swapped >"$2"
}

plant
build
for rule in floors libraries cycles names style manual; do
	keeps "$rule"
done

# floors
echo '#include "store/shed.h"' >>src/text/leaf.c
breaks floors 'src/text/leaf.c:8: text (floor 1) includes store/shed.h (floor 4)'
mkdir src/story
echo '#include "story/tale.h"' >>src/parse/seed.c
breaks floors 'parse (floor 3) includes story/tale.h (floor 3)'
echo '#include "pots.h"' >>src/text/leaf.c
breaks floors 'includes pots.h without its folder'
echo '#include "cellar/wine.h"' >>src/store/shed.c
breaks floors 'cellar/wine.h, of a folder that is not in the plan'
mkdir src/cellar
echo 'int wine_age(void);' >src/cellar/wine.h
breaks floors 'src/cellar is not in the plan of floors'
echo 'static long now(void) { return time (0); }' >>src/parse/seed.c
breaks floors 'src/parse/seed.c:7: floors 1 to 3 are pure: no time()'
echo 'static char *home(void) { /* why */ return getenv("HOME"); }' >>src/text/leaf.c
breaks floors 'pure: no getenv()'
echo '#include "base/clock.h"' >>src/text/leaf.h
breaks floors 'pure: no base/clock.h'
echo '#include <uv.h>' >>src/parse/seed.h
breaks floors 'pure: no uv.h'
rm -r src
breaks floors ''

# libraries
echo '#include <sqlite3.h>' >>src/parse/seed.c
breaks libraries 'src/parse/seed.c:7: sqlite3.h belongs in store/ only'
echo '#include <curl/curl.h>' >>src/store/shed.c
breaks libraries 'curl/curl.h belongs in fetch/ only'
echo '#include <uv.h>' >>src/store/shed.c
breaks libraries 'uv.h belongs in fetch/ control/ job/ daemon/ store/writer. only'
echo '#include <uv.h>' >src/store/writer.h
keeps libraries
echo '#  include <unicode/ubrk.h>' >>src/parse/seed.c
breaks libraries 'unicode/ubrk.h belongs in text/ only'

# cycles
printf '%s\n' '#include "text/leaf.h"' 'int pots_leaves(void);' \
	'int pots_leaves(void)' '{' '	return leaf_count();' '}' >>src/base/pots.c
build
breaks cycles 'leaf.o needs pots.o (pots_total) needs leaf.o (leaf_count)'
printf '%s\n' 'int shed_open(void);' 'int pots_shed(void);' \
	'int pots_shed(void)' '{' '	return shed_open();' '}' >>src/base/pots.c
build
breaks cycles 'needs pots.o (pots_total) needs shed.o (shed_open)'

# names
build
echo 'int leaf_fall(void);' >src/store/leaf.h
breaks names 'src/text/leaf.c: there is a src/store/leaf already'
{
	printf '%s\n' 'int seed_grow(void);' 'int seed_grow(void)' '{'
	repeat 79 '	;'
	echo '}'
} >>src/parse/seed.c
breaks names 'src/parse/seed.c:9: over 80 lines: int seed_grow(void)'
repeat 701 'int leaf_count(void);' >src/text/leaf.h
breaks names 'src/text/leaf.h: over 700 lines'
echo 'int seed_packets = 1;' >>src/parse/seed.c
build
breaks names 'external variable seed_packets'
echo 'int grow(void) { return 1; }' >>src/parse/seed.c
build
breaks names 'src/parse/seed.c: grow() is in no header of its folder'
echo 'int grow(void);' >>src/parse/seed.h
echo 'int grow(void) { return 1; }' >>src/parse/seed.c
build
breaks names 'src/parse/seed.h: the name grow() does not begin with its header'
printf '%s\n' 'struct pot;' 'int pot_plant(struct pot *pot);' >>src/text/leaf.h
echo 'int pot_plant(struct pot *pot) { return pot != 0; }' >>src/text/leaf.c
build
breaks names 'src/text/leaf.h: the name pot_plant() does not begin with its header'

# style
echo 'static int number(void) { return atoi("1"); }' >>src/base/pots.c
breaks style 'src/base/pots.c:12: no atoi()'
echo 'typedef struct pot Pot;' >>src/base/pots.h
breaks style 'src/base/pots.h:6: a typedef hides a type'
printf '%s\n' '#if 0' '#endif' >>src/text/leaf.c
breaks style 'src/text/leaf.c:8: dead code'
echo '/* FIXME: water it */' >>tests/base/test_pots.c
breaks style 'tests/base/test_pots.c:5: what is not done is in the tracker'
echo 'int main(void); ' >>tests/base/test_pots.c
breaks style 'white space at the end'
printf '%s\n' 'int seed_mix(int a, int b, int c,' '	     int d, int (*sum)(int, int));' >>src/parse/seed.h
keeps style
printf '%s\n' 'int seed_sort(int a, int b, int c,' '	      int d, int e, int f);' >>src/parse/seed.h
breaks style 'src/parse/seed.h:5: more than five parameters'
printf '/*%s*/\n' "$(repeat 96 'é' | tr -d '\n')" >>src/parse/seed.c
keeps style
printf '%s/***/\n' "$(repeat 12 '	' | tr -d '\n')" >>src/parse/seed.c
breaks style 'src/parse/seed.c:8: over 100 columns'

# manual
swap 's/Fl Fl deep/Fl Fl shallow/' man/granola.1
breaks manual 'man/granola.1: no option --deep of sow'
swap 's/sow/reap/g' granola
breaks manual 'man/granola.1: no command reap'
printf '%s\n' '.Bl -tag' '.It Nm Cm weed' 'Weed.' '.El' >>man/granola.1
breaks manual 'man/granola.1: there is no command weed'
swap 's/soil/loam/' man/granola-digest.5
breaks manual 'man/granola-digest.5: no name soil of templates'
swap 's/soil/loam/' man/granola-digest.5
breaks manual 'man/granola-digest.5: templates know no name loam'
echo 'Bring: spade rake-handle' >README
breaks manual 'README: no package rake'

[ "$failures" -eq 0 ]
