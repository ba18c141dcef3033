# For tests/cli/test-*: run the program and compare status, stdout and stderr exactly. Speaks TAP.
#
#	run WORDS...            runs $WUBAO WORDS with stdin from $in (default /dev/null)
#	is 'name' STATUS OUT ERR    compares; OUT and ERR are texts (a final newline is added unless empty) or `*`
# In what was printed the test's folder stands as DIR, so that texts do not depend on it.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd) || exit 1
if [ -z "${WUBAO:-}" ]; then
	for w in "$top/build/asan/wubao" "$top/build/release/wubao"; do
		[ -x "$w" ] && WUBAO=$w && break
	done
fi
[ -x "${WUBAO:-}" ] || { echo "no program built"; exit 1; }
[ -x "${PLAIN:-}" ] || PLAIN=$WUBAO # see tests.mk
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
export LANG=C.UTF-8 TZ=UTC HOME="$dir/home" XDG_DATA_HOME=
unset LC_ALL LC_CTYPE LC_MESSAGES
mkdir home
n=0 failed=0 in=/dev/null

# Most of what a start with sanitizers costs lies before main. So the first call of a shape (its words, options and
# names of values) goes through them, and so does whatever reads a file; what differs in values only is left to PLAIN.
shapes= program=
choose() {
	shape=
	for word; do
		case $word in
		-*) ;;
		*=*) word=${word%%=*}= ;;
		*[!a-z-]*) continue ;;
		esac
		shape="$shape $word"
	done
	program=$WUBAO
	case "$in $shape " in "/dev/null "*" import "*|"/dev/null "*" attach "*) return ;; "/dev/null "*) ;; *) return ;; esac
	case $shapes in *"|$shape|"*) program=$PLAIN ;; *) shapes="$shapes|$shape|" ;; esac
}

run() {
	choose "$@"
	"$program" "$@" < "$in" > out 2> err
	status=$?
	in=/dev/null
	sed -i "s|$dir|DIR|g" out err
}

ok() { n=$((n + 1)); echo "ok $n - $1"; }
not_ok() { n=$((n + 1)); failed=1; echo "not ok $n - $1"; }
skip() { n=$((n + 1)); echo "ok $n - $1 # SKIP $2"; }

# same NAME FILE TEXT
same() {
	[ "$3" = '*' ] && return 0
	if [ -z "$3" ]; then : > want; else printf '%s\n' "$3" > want; fi
	cmp -s want "$2" && return 0
	echo "# $1: $2 differs"
	diff want "$2" | sed 's/^/#   /'
	return 1
}

is() {
	good=1
	[ "$status" = "$2" ] || { echo "# $1: exit status $status, not $2"; good=0; }
	same "$1" out "$3" || good=0
	same "$1" err "$4" || good=0
	[ $good = 1 ] || sed 's/^/# stderr: /' err
	if [ $good = 1 ]; then ok "$1"; else not_ok "$1"; fi
}

# has 'name' FILE TEXT: the text stands in the file
has() {
	if grep -qF -- "$3" "$2"; then ok "$1"; else
		not_ok "$1"
		echo "# not found: $3"
		sed 's/^/#   /' "$2"
	fi
}
lacks() {
	if grep -qF -- "$3" "$2"; then
		not_ok "$1"
		echo "# found: $3"
	else ok "$1"; fi
}
# true_that 'name' COMMAND...
true_that() {
	name=$1
	shift
	if "$@"; then ok "$name"; else not_ok "$name"; fi
}

# page NUMBER KIND ACCESS LOGIN TEXT: as if LOGIN had printed it under that entry of the audit, in st/
page() {
	sqlite3 st/a.db "INSERT INTO disclosure (seq, kind, officer, people, access, file, ends)
		SELECT $1, '$2', id, 0, '$3', $1, 9000000000000 FROM officer WHERE login = '$4'"
	mkdir -p st/out
	echo "$5" > "$(printf 'st/out/%s-%06d.html' "$2" "$1")"
}

finish() { echo "1..$n"; exit $failed; }

# table_of FOLDER TABLE: the lines of a table of the return unpacked there, those too that its list of ids tells (rule 20.2).
table_of() {
	tr -d '\r' < "$1/data/$2.csv" | awk -F '[, ]' -v t="$2" -v head="$(sed -n 2p "$1/data/places.csv" | cut -d, -f1-3)" \
		-v list="$(sed -n 's/.*"wubao:ids": "\([0-9]*\)".*/\1/p' "$1/datapackage.json")" '
		FILENAME == "-" { if (NR > 1) print; said[$4] = 1; next }
		/^[0-9]/ && $1 <= list + 0 && ($2 == t || $2 == "rates" && t == "figures") {
			for (i = 3; i <= NF; i++) if (!said[$i]) print head "," $i ",*,0," ($2 == "rates" ? "0" : "")
		}' - "$top/data/county/return-ids.txt"
}

# texts FILE.xlsx: what its boxes say, a line each, as often as once
texts() {
	perl -MIO::Uncompress::Unzip=unzip -e 'for (qw(sharedStrings worksheets/sheet1)) { my $x = "";
		unzip($ARGV[0] => \$x, Name => "xl/$_.xml"); print tr/\n/ /r, "\n" for $x =~ m{<t(?: [^>]*)?>(.*?)</t>}gs }' "$1"
}
