# man/wubao-rules.7 from the rule book. Run with LC_ALL=C: bytes, since not every awk knows characters.

# Chinese has no blanks to break at: lines of 60 columns, closing signs never first, words and numbers whole.
function chinese(s,    i, n, c, w, unit, unit_w, line, line_w) {
	for (i = 1; i <= length(s); i += n) {
		c = substr(s, i, 1)
		n = c < "\200" ? 1 : c < "\340" ? 2 : c < "\360" ? 3 : 4
		c = substr(s, i, n)
		w = n < 3 ? 1 : 2
		if (unit != "" && index(CLOSING, c) == 0 && (n > 1 || last > 1 || c == " ")) {
			if (line_w + unit_w > 60) {
				text(line)
				print ".br"
				line = ""
				line_w = 0
			}
			line = line unit
			line_w += unit_w
			unit = ""
			unit_w = 0
		}
		unit = unit c
		unit_w += w
		last = index(OPENING, c) && n > 1 ? 1 : n
	}
	text(line unit)
}

function english(s,    i, n, word, line) {
	n = split(s, word, " ")
	for (i = 1; i <= n; i++) {
		if (line != "" && (line ~ /[.?!]$/ || length(line) + length(word[i]) > 98)) {
			text(line)
			line = ""
		}
		line = line (line == "" ? "" : " ") word[i]
	}
	text(line)
}

function text(s) {
	gsub(/\\/, "\\e", s)
	sub(/^ +/, "", s)
	print s ~ /^[.']/ ? "\\&" s : s
}

function fail(what) {
	print FILENAME ":" FNR ": " what > "/dev/stderr"
	bad = 1
	exit 1
}

function list(title, intro, width) {
	print ".Sh " title
	english(intro)
	print ".Bl -tag -width " width
}

# "DR 14, 38; AL 33" with names for the short ones.
function sources(s, names,    i, n, part, short, all) {
	n = split(s, part, /; /)
	for (i = 1; i <= n; i++) {
		short = part[i]
		sub(/ .*/, "", short)
		if (!(short in names))
			fail("no such source: " short)
		all = all (i > 1 ? "; " : "") names[short] substr(part[i], length(short) + 1 + (names[short] ~ /》$/))
	}
	return all
}

function end_rule(    i) {
	if (number == "")
		return
	if (zh == "" || en == "")
		fail(number " is not in both languages")
	if (!in_list)
		print ".Bl -tag -width 12.10"
	in_list = 1
	print ".It Sy " number
	chinese(zh)
	print ".br"
	english(en)
	print ".br"
	english("[" MARK[mark] ": " sources(from, ZH) " / " sources(from, EN) "]")
	for (i = 1; i <= checks; i++) {
		print ".br"
		print ".Li \"= " check[i] "\""
	}
	number = zh = en = ""
	checks = 0
}

function end_list() {
	end_rule()
	if (in_list)
		print ".El"
	in_list = 0
}

BEGIN {
	CLOSING = "，。；：、）》”？！"
	OPENING = "（《“"
	MARK["law"] = "法律法规 law"
	MARK["province"] = "省级规定 provincial rule"
	MARK["city"] = "市级规定 municipal rule"
	MARK["practice"] = "各地做法 practice"
	MARK["derived"] = "推定 derived"
	MARK["ask"] = "待问 to be asked"
	print ".\\\" Made from data/rules/rules.txt: change that, then `make man`."
	print ".Dd November 29, 2026\n.Dt WUBAO-RULES 7\n.Os\n.Sh NAME\n.Nm wubao-rules\n.Nd 五包所依的规则 the rules wubao works by"
	print ".Sh DESCRIPTION"
	chinese("本程序所依的每条规则，连同出处和标记。源代码、屏幕和测试引用这里的编号（rule 4.2）；编号不改作他用。只有标为法律法规的才是法律；其余以本县要求为准，多可在设置中更改，见 wubao(1)。")
	print ".Pp"
	english("Every rule the program works by, with its source and its mark. Code, screens and tests quote these numbers (rule 4.2), and a number is never used for another rule. Only what is marked law is law; for the rest ask the county, and most of it can be set: see")
	print ".Xr wubao 1 ."
	list("MARKS", "What a rule is worth:", "Ds")
	print ".It Sy 法律法规 law\n照做。 Read in the text of a law or national regulation."
	print ".It Sy 省级规定 provincial rule\n一省的法规，作为设置。 Read in the regulation of a province, shipped as a setting."
	print ".It Sy 市级规定 municipal rule\n一市的规定，作为设置。 Of one city, shipped as a setting."
	print ".It Sy 各地做法 practice\n不是法律。 Seen at stations elsewhere; not law."
	print ".It Sy 推定 derived\n由上述推定，或本程序自定。 Derived from these, or the program's own."
	print ".It Sy 待问 to be asked\n未得证实。 Not confirmed: ask the county.\n.El"
}

/^#?$/ || /^# [^0-9]/ || /^#$/ { next }

/^@ / {
	split(substr($0, 3), f, "|")
	ZH[f[1]] = f[2]
	EN[f[1]] = f[3]
	next
}

/^! / {
	split(substr($0, 3), f, "|")
	CHECK_ZH[f[1]] = f[2]
	CHECK_EN[f[1]] = f[3]
	names[++name_count] = f[1]
	next
}

/^# [0-9]/ {
	end_list()
	split(substr($0, 3), f, "|")
	print ".Sh " f[1] " " f[2]
	next
}

/^[0-9]+\.[0-9]+ [a-z]+: / {
	end_rule()
	number = $1
	mark = $2
	sub(/:$/, "", mark)
	if (number in seen)
		fail(number " stands here twice")
	if (!(mark in MARK))
		fail("no such mark: " mark)
	seen[number] = 1
	from = substr($0, length($1 " " $2 " ") + 1)
	next
}

/^zh / { zh = substr($0, 4); last_text = "zh"; next }
/^en / { en = substr($0, 4); last_text = "en"; next }
/^\t/ {
	if (last_text == "zh")
		zh = zh substr($0, 2)
	else
		en = en " " substr($0, 2)
	next
}
/^= / {
	if (!($2 in CHECK_ZH))
		fail("nobody says what the values of this check are: " $2)
	check[++checks] = substr($0, 3)
	next
}
{ fail("not a line of the rule book: " $0) }

END {
	if (bad)
		exit 1
	end_list()
	list("CHECK VALUES", "Lines that begin with = are worked out by a test. After the name stand:", "Ds")
	for (i = 1; i <= name_count; i++) {
		print ".It Li \"= " names[i] "\""
		chinese(CHECK_ZH[names[i]])
		print ".br"
		english(CHECK_EN[names[i]])
	}
	print ".El\n.Sh SEE ALSO\n.Xr wubao 1"
}
