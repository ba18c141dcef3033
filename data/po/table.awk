# Sorted "msgid<TAB>msgstr" lines -> the C table core/tr.c searches.
BEGIN {
	FS = "\t"
	print "/* Made from data/po/zh_CN.po; do not edit. */"
	print "#include \"core/tr_table.h\""
	print "const struct tr_entry tr_zh[] = {"
}
{ printf "\t{\"%s\", \"%s\"},\n", $1, $2; n++ }
END {
	print "\t{\"\\377\", \"\"},"
	print "};"
	printf "const unsigned long tr_zh_count = %d;\n", n
}
