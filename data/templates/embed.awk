# data/templates/ID.ini -> the table of forms that come with the program.
function put(line) { gsub(/[\\"]/, "\\\\&", line); print "\t\"" line "\\n\"" }
BEGIN {
	print "/* Made from data/templates/. */\n#include \"exchange/template/template.h\""
	print "#pragma GCC diagnostic ignored \"-Woverlength-strings\""
	print "const struct template_shipped template_shipped[] = {"
}
FNR == 1 {
	if (n++) print "\t},"
	id = FILENAME; sub(/.*\//, "", id); sub(/\.ini$/, "", id)
	printf "\t{\"%s\",\n", id
}
{ put($0) }
END { print "\t},\n};\nconst size_t template_shipped_count = sizeof template_shipped / sizeof *template_shipped;" }
