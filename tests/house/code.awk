# Prints C as "path:line:code", line for line, without its comments, and with
# what stands in quotes gone, except in #include.

FNR == 1 { in_comment = 0 }

!in_comment && /^[ \t]*#[ \t]*include/ { print FILENAME ":" FNR ":" $0; next }

{
	code = ""
	rest = $0
	while (rest != "") {
		if (in_comment) {
			end = index(rest, "*/")
			if (end == 0)
				break
			rest = substr(rest, end + 2)
			in_comment = 0
		} else if (match(rest, /\/\*|\/\/|"([^"\\]|\\.)*"|'([^'\\]|\\.)*'/)) {
			code = code substr(rest, 1, RSTART - 1)
			token = substr(rest, RSTART, 2)
			rest = substr(rest, RSTART + RLENGTH)
			if (token == "//")
				break
			if (token == "/*")
				in_comment = 1
			else
				code = code substr(token, 1, 1) substr(token, 1, 1)
		} else {
			code = code rest
			break
		}
	}
	print FILENAME ":" FNR ":" code
}
