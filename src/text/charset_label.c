#include "text/charset_label.h"

#include <string.h>

#include <unicode/ucnv.h>

#include "base/str.h"

enum { LONGEST_LABEL = 40 };

enum encoding {
	UTF_8, UTF_16LE, UTF_16BE, UTF_32LE, UTF_32BE, IBM866, ISO_8859_2, ISO_8859_3, ISO_8859_4,
	ISO_8859_5, ISO_8859_6, ISO_8859_7, ISO_8859_8, ISO_8859_10, ISO_8859_13, ISO_8859_14,
	ISO_8859_15, KOI8_R, KOI8_U, MACINTOSH, MAC_CYRILLIC, WINDOWS_874, WINDOWS_1250,
	WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
	WINDOWS_1257, WINDOWS_1258, GB18030, BIG5, EUC_JP, ISO_2022_JP, SHIFT_JIS, EUC_KR,
};

/* ICU has several converters of one name; these are the ones that agree with the standard. */
static const struct charset_label encodings[] = {
	[UTF_8]		= {"utf-8", "UTF-8", CHARSET_UTF8},
	[UTF_16LE]	= {"utf-16le", "UTF-16LE", CHARSET_WIDE},
	[UTF_16BE]	= {"utf-16be", "UTF-16BE", CHARSET_WIDE},
	[UTF_32LE]	= {"utf-32le", "UTF-32LE", CHARSET_WIDE},
	[UTF_32BE]	= {"utf-32be", "UTF-32BE", CHARSET_WIDE},
	[IBM866]	= {"ibm866", "ibm-866_P100-1995", CHARSET_SINGLE},
	[ISO_8859_2]	= {"iso-8859-2", "ibm-912_P100-1995", CHARSET_SINGLE},
	[ISO_8859_3]	= {"iso-8859-3", "ibm-913_P100-2000", CHARSET_SINGLE},
	[ISO_8859_4]	= {"iso-8859-4", "ibm-914_P100-1995", CHARSET_SINGLE},
	[ISO_8859_5]	= {"iso-8859-5", "ibm-915_P100-1995", CHARSET_SINGLE},
	[ISO_8859_6]	= {"iso-8859-6", "ibm-1089_P100-1995", CHARSET_SINGLE},
	[ISO_8859_7]	= {"iso-8859-7", "ibm-9005_X110-2007", CHARSET_SINGLE},
	[ISO_8859_8]	= {"iso-8859-8", "ibm-5012_P100-1999", CHARSET_SINGLE},
	[ISO_8859_10]	= {"iso-8859-10", "iso-8859_10-1998", CHARSET_SINGLE},
	[ISO_8859_13]	= {"iso-8859-13", "ibm-921_P100-1995", CHARSET_SINGLE},
	[ISO_8859_14]	= {"iso-8859-14", "iso-8859_14-1998", CHARSET_SINGLE},
	[ISO_8859_15]	= {"iso-8859-15", "ibm-923_P100-1998", CHARSET_SINGLE},
	[KOI8_R]	= {"koi8-r", "ibm-878_P100-1996", CHARSET_SINGLE},
	[KOI8_U]	= {"koi8-u", "ibm-1168_P100-2002", CHARSET_SINGLE},
	[MACINTOSH]	= {"macintosh", "macos-0_2-10.2", CHARSET_SINGLE},
	[MAC_CYRILLIC]	= {"x-mac-cyrillic", "macos-7_3-10.2", CHARSET_SINGLE},
	[WINDOWS_874]	= {"windows-874", "windows-874-2000", CHARSET_SINGLE},
	[WINDOWS_1250]	= {"windows-1250", "ibm-5346_P100-1998", CHARSET_SINGLE},
	[WINDOWS_1251]	= {"windows-1251", "ibm-5347_P100-1998", CHARSET_SINGLE},
	[WINDOWS_1252]	= {"windows-1252", "ibm-5348_P100-1997", CHARSET_SINGLE},
	[WINDOWS_1253]	= {"windows-1253", "ibm-5349_P100-1998", CHARSET_SINGLE},
	[WINDOWS_1254]	= {"windows-1254", "ibm-5350_P100-1998", CHARSET_SINGLE},
	[WINDOWS_1255]	= {"windows-1255", "ibm-9447_P100-2002", CHARSET_SINGLE},
	[WINDOWS_1256]	= {"windows-1256", "ibm-9448_X100-2005", CHARSET_SINGLE},
	[WINDOWS_1257]	= {"windows-1257", "ibm-9449_P100-2002", CHARSET_SINGLE},
	[WINDOWS_1258]	= {"windows-1258", "ibm-5354_P100-1998", CHARSET_SINGLE},
	[GB18030]	= {"gb18030", "gb18030", CHARSET_MULTI},
	[BIG5]		= {"big5", "ibm-1375_P100-2008", CHARSET_MULTI},
	[EUC_JP]	= {"euc-jp", "euc-jp-2007", CHARSET_MULTI},
	[ISO_2022_JP]	= {"iso-2022-jp", "ISO-2022-JP", CHARSET_MULTI},
	[SHIFT_JIS]	= {"shift_jis", "ibm-943_P15A-2003", CHARSET_MULTI},
	[EUC_KR]	= {"euc-kr", "windows-949-2000", CHARSET_MULTI},
};

/* Labels in lower case with letters and digits only. "iso8859N" is found without the year. */
static const struct {
	const char *key;
	enum encoding encoding;
} labels[] = {
	{"utf8", UTF_8}, {"unicode11utf8", UTF_8}, {"unicode20utf8", UTF_8},
	{"xunicode20utf8", UTF_8},
	{"utf16", UTF_16LE}, {"utf16le", UTF_16LE}, {"unicode", UTF_16LE}, {"ucs2", UTF_16LE},
	{"iso10646ucs2", UTF_16LE}, {"csunicode", UTF_16LE}, {"unicodefeff", UTF_16LE},
	{"utf16be", UTF_16BE}, {"unicodefffe", UTF_16BE},
	{"utf32", UTF_32LE}, {"utf32le", UTF_32LE}, {"utf32be", UTF_32BE},
	{"iso10646ucs4", UTF_32BE}, {"ucs4", UTF_32BE},
	{"iso88591", WINDOWS_1252}, {"latin1", WINDOWS_1252}, {"isolatin1", WINDOWS_1252},
	{"csisolatin1", WINDOWS_1252}, {"l1", WINDOWS_1252}, {"isoir100", WINDOWS_1252},
	{"ascii", WINDOWS_1252}, {"usascii", WINDOWS_1252}, {"ansix341968", WINDOWS_1252},
	{"iso646us", WINDOWS_1252}, {"us", WINDOWS_1252},
	{"windows1252", WINDOWS_1252}, {"cp1252", WINDOWS_1252}, {"xcp1252", WINDOWS_1252},
	{"cp819", WINDOWS_1252}, {"ibm819", WINDOWS_1252}, {"ansi", WINDOWS_1252},
	{"xuserdefined", WINDOWS_1252},
	{"iso88592", ISO_8859_2}, {"latin2", ISO_8859_2}, {"l2", ISO_8859_2},
	{"csisolatin2", ISO_8859_2}, {"isoir101", ISO_8859_2},
	{"iso88593", ISO_8859_3}, {"latin3", ISO_8859_3}, {"l3", ISO_8859_3},
	{"csisolatin3", ISO_8859_3}, {"isoir109", ISO_8859_3},
	{"iso88594", ISO_8859_4}, {"latin4", ISO_8859_4}, {"l4", ISO_8859_4},
	{"csisolatin4", ISO_8859_4}, {"isoir110", ISO_8859_4},
	{"iso88595", ISO_8859_5}, {"cyrillic", ISO_8859_5}, {"csisolatincyrillic", ISO_8859_5},
	{"isoir144", ISO_8859_5},
	{"iso88596", ISO_8859_6}, {"iso88596e", ISO_8859_6}, {"iso88596i", ISO_8859_6},
	{"arabic", ISO_8859_6}, {"asmo708", ISO_8859_6}, {"ecma114", ISO_8859_6},
	{"csisolatinarabic", ISO_8859_6}, {"isoir127", ISO_8859_6},
	{"iso88597", ISO_8859_7}, {"greek", ISO_8859_7}, {"greek8", ISO_8859_7},
	{"ecma118", ISO_8859_7}, {"elot928", ISO_8859_7}, {"suneugreek", ISO_8859_7},
	{"csisolatingreek", ISO_8859_7}, {"isoir126", ISO_8859_7},
	{"iso88598", ISO_8859_8}, {"iso88598e", ISO_8859_8}, {"iso88598i", ISO_8859_8},
	{"hebrew", ISO_8859_8}, {"visual", ISO_8859_8}, {"logical", ISO_8859_8},
	{"csisolatinhebrew", ISO_8859_8}, {"isoir138", ISO_8859_8},
	{"iso88599", WINDOWS_1254}, {"latin5", WINDOWS_1254}, {"l5", WINDOWS_1254},
	{"csisolatin5", WINDOWS_1254}, {"isoir148", WINDOWS_1254},
	{"iso885910", ISO_8859_10}, {"latin6", ISO_8859_10}, {"l6", ISO_8859_10},
	{"csisolatin6", ISO_8859_10}, {"isoir157", ISO_8859_10},
	{"iso885911", WINDOWS_874}, {"tis620", WINDOWS_874}, {"dos874", WINDOWS_874},
	{"windows874", WINDOWS_874}, {"cp874", WINDOWS_874},
	{"iso885913", ISO_8859_13}, {"latin7", ISO_8859_13},
	{"iso885914", ISO_8859_14}, {"latin8", ISO_8859_14},
	{"iso885915", ISO_8859_15}, {"latin9", ISO_8859_15}, {"l9", ISO_8859_15},
	{"csisolatin9", ISO_8859_15},
	{"ibm866", IBM866}, {"866", IBM866}, {"cp866", IBM866}, {"csibm866", IBM866},
	{"koi8r", KOI8_R}, {"koi8", KOI8_R}, {"koi", KOI8_R}, {"cskoi8r", KOI8_R},
	{"koi8u", KOI8_U}, {"koi8ru", KOI8_U},
	{"macintosh", MACINTOSH}, {"mac", MACINTOSH}, {"macroman", MACINTOSH},
	{"xmacroman", MACINTOSH}, {"csmacintosh", MACINTOSH},
	{"xmaccyrillic", MAC_CYRILLIC}, {"xmacukrainian", MAC_CYRILLIC},
	{"maccyrillic", MAC_CYRILLIC},
	{"windows1250", WINDOWS_1250}, {"cp1250", WINDOWS_1250}, {"xcp1250", WINDOWS_1250},
	{"windows1251", WINDOWS_1251}, {"cp1251", WINDOWS_1251}, {"xcp1251", WINDOWS_1251},
	{"win1251", WINDOWS_1251},
	{"windows1253", WINDOWS_1253}, {"cp1253", WINDOWS_1253}, {"xcp1253", WINDOWS_1253},
	{"windows1254", WINDOWS_1254}, {"cp1254", WINDOWS_1254}, {"xcp1254", WINDOWS_1254},
	{"windows1255", WINDOWS_1255}, {"cp1255", WINDOWS_1255}, {"xcp1255", WINDOWS_1255},
	{"windows1256", WINDOWS_1256}, {"cp1256", WINDOWS_1256}, {"xcp1256", WINDOWS_1256},
	{"windows1257", WINDOWS_1257}, {"cp1257", WINDOWS_1257}, {"xcp1257", WINDOWS_1257},
	{"windows1258", WINDOWS_1258}, {"cp1258", WINDOWS_1258}, {"xcp1258", WINDOWS_1258},
	{"gb18030", GB18030}, {"gbk", GB18030}, {"xgbk", GB18030}, {"gb2312", GB18030},
	{"gb231280", GB18030}, {"csgb2312", GB18030}, {"csiso58gb231280", GB18030},
	{"chinese", GB18030}, {"isoir58", GB18030}, {"cp936", GB18030}, {"euccn", GB18030},
	{"big5", BIG5}, {"big5hkscs", BIG5}, {"cnbig5", BIG5}, {"csbig5", BIG5}, {"xxbig5", BIG5},
	{"cp950", BIG5},
	{"eucjp", EUC_JP}, {"xeucjp", EUC_JP}, {"cseucpkdfmtjapanese", EUC_JP}, {"ujis", EUC_JP},
	{"iso2022jp", ISO_2022_JP}, {"csiso2022jp", ISO_2022_JP},
	{"shiftjis", SHIFT_JIS}, {"sjis", SHIFT_JIS}, {"xsjis", SHIFT_JIS}, {"mskanji", SHIFT_JIS},
	{"csshiftjis", SHIFT_JIS}, {"windows31j", SHIFT_JIS}, {"ms932", SHIFT_JIS},
	{"cp932", SHIFT_JIS},
	{"euckr", EUC_KR}, {"cseuckr", EUC_KR}, {"korean", EUC_KR}, {"ksc5601", EUC_KR},
	{"ksc56011987", EUC_KR}, {"ksc56011989", EUC_KR}, {"csksc56011987", EUC_KR},
	{"isoir149", EUC_KR}, {"windows949", EUC_KR}, {"cp949", EUC_KR}, {"uhc", EUC_KR},
};

/* Lower case, letters and digits, without the year of "ISO_8859-1:1987". */
static void fold_label(struct span label, char key[LONGEST_LABEL])
{
	size_t used = 0, i;

	for (i = 0; i < label.length && label.at[i] != ':' && used < LONGEST_LABEL - 1; i++) {
		if (str_is_alpha(label.at[i]) || str_is_digit(label.at[i]))
			key[used++] = str_lower(label.at[i]);
	}
	key[used] = '\0';
}

/* What is not on the web's list may still be on ICU's. */
static bool ask_icu(struct span label, struct charset_label *found)
{
	char exact[LONGEST_LABEL];
	UErrorCode status = U_ZERO_ERROR;
	const char *name;

	if (label.length == 0 || label.length >= sizeof(exact))
		return false;
	memcpy(exact, label.at, label.length);
	exact[label.length] = '\0';
	name = ucnv_getAlias(exact, 0, &status);
	if (U_FAILURE(status) || name == NULL)
		return false;
	*found = (struct charset_label){name, name, CHARSET_MULTI};
	return true;
}

bool charset_label_find(struct span label, struct charset_label *found)
{
	char key[LONGEST_LABEL];
	size_t i;

	fold_label(label, key);
	for (i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		if (str_equal(key, labels[i].key)) {
			*found = encodings[labels[i].encoding];
			return true;
		}
	}
	return ask_icu(label, found);
}
