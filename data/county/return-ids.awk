# data/county/return-ids.txt -> the table return_ids, by table and id.
BEGIN {
	n = split("figures status tests risk assignment sweep", tabs)
	for (i = 1; i <= n; i++) tab[tabs[i]] = i - 1
	print "#include \"exchange/package/return_priv.h\"\nconst struct return_id return_ids[] = {"
	fflush()
}
/^[0-9]/ { for (i = 3; i <= NF; i++) printf "\t{%d, \"%s\", %d, %d},\n", tab[$2], $i, lists = $1, $2 == "rates" | "LC_ALL=C sort" }
END {
	close("LC_ALL=C sort")
	print "};\nconst size_t return_id_count = sizeof return_ids / sizeof *return_ids;\nconst int return_id_lists = " lists ";"
}
