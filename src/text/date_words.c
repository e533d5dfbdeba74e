#include "text/date_words.h"

#include <string.h>

#include "text/utf8.h"

/* The first that fits is taken, so what feeds say most comes first. */
static const struct date_word words[] = {
	/* English */
	{"january", DATE_WORD_MONTH, 1}, {"february", DATE_WORD_MONTH, 2},
	{"march", DATE_WORD_MONTH, 3}, {"april", DATE_WORD_MONTH, 4},
	{"may", DATE_WORD_MONTH, 5}, {"june", DATE_WORD_MONTH, 6}, {"july", DATE_WORD_MONTH, 7},
	{"august", DATE_WORD_MONTH, 8}, {"september", DATE_WORD_MONTH, 9},
	{"october", DATE_WORD_MONTH, 10}, {"november", DATE_WORD_MONTH, 11},
	{"december", DATE_WORD_MONTH, 12}, {"sunday", DATE_WORD_WEEKDAY, 0},
	{"monday", DATE_WORD_WEEKDAY, 0}, {"tuesday", DATE_WORD_WEEKDAY, 0},
	{"wednesday", DATE_WORD_WEEKDAY, 0}, {"thursday", DATE_WORD_WEEKDAY, 0},
	{"friday", DATE_WORD_WEEKDAY, 0}, {"saturday", DATE_WORD_WEEKDAY, 0},
	{"weds", DATE_WORD_WEEKDAY, 0},

	/* zones, in minutes east of UTC; the single letters as RFC 822 printed them */
	{"gmt", DATE_WORD_ZONE, 0}, {"utc", DATE_WORD_ZONE, 0}, {"ut", DATE_WORD_ZONE, 0},
	{"z", DATE_WORD_ZONE, 0}, {"est", DATE_WORD_ZONE, -300}, {"edt", DATE_WORD_ZONE, -240},
	{"cst", DATE_WORD_ZONE, -360}, {"cdt", DATE_WORD_ZONE, -300},
	{"mst", DATE_WORD_ZONE, -420}, {"mdt", DATE_WORD_ZONE, -360},
	{"pst", DATE_WORD_ZONE, -480}, {"pdt", DATE_WORD_ZONE, -420},
	{"bst", DATE_WORD_ZONE, 60}, {"cet", DATE_WORD_ZONE, 60}, {"cest", DATE_WORD_ZONE, 120},
	{"ist", DATE_WORD_ZONE, 330}, {"jst", DATE_WORD_ZONE, 540}, {"kst", DATE_WORD_ZONE, 540},
	{"msk", DATE_WORD_ZONE, 180}, {"aest", DATE_WORD_ZONE, 600},
	{"aedt", DATE_WORD_ZONE, 660}, {"wet", DATE_WORD_ZONE, 0}, {"west", DATE_WORD_ZONE, 60},
	{"eet", DATE_WORD_ZONE, 120}, {"eest", DATE_WORD_ZONE, 180}, {"met", DATE_WORD_ZONE, 60},
	{"mest", DATE_WORD_ZONE, 120}, {"mez", DATE_WORD_ZONE, 60},
	{"mesz", DATE_WORD_ZONE, 120}, {"msd", DATE_WORD_ZONE, 240},
	{"ast", DATE_WORD_ZONE, -240}, {"adt", DATE_WORD_ZONE, -180},
	{"nst", DATE_WORD_ZONE, -210}, {"ndt", DATE_WORD_ZONE, -150},
	{"akst", DATE_WORD_ZONE, -540}, {"akdt", DATE_WORD_ZONE, -480},
	{"hst", DATE_WORD_ZONE, -600}, {"hdt", DATE_WORD_ZONE, -540},
	{"sst", DATE_WORD_ZONE, -660}, {"acst", DATE_WORD_ZONE, 570},
	{"acdt", DATE_WORD_ZONE, 630}, {"awst", DATE_WORD_ZONE, 480},
	{"nzst", DATE_WORD_ZONE, 720}, {"nzdt", DATE_WORD_ZONE, 780},
	{"nzt", DATE_WORD_ZONE, 720}, {"hkt", DATE_WORD_ZONE, 480}, {"sgt", DATE_WORD_ZONE, 480},
	{"myt", DATE_WORD_ZONE, 480}, {"pht", DATE_WORD_ZONE, 480}, {"wib", DATE_WORD_ZONE, 420},
	{"wita", DATE_WORD_ZONE, 480}, {"wit", DATE_WORD_ZONE, 540},
	{"ict", DATE_WORD_ZONE, 420}, {"pkt", DATE_WORD_ZONE, 300}, {"npt", DATE_WORD_ZONE, 345},
	{"bdt", DATE_WORD_ZONE, 360}, {"mmt", DATE_WORD_ZONE, 390},
	{"irst", DATE_WORD_ZONE, 210}, {"gst", DATE_WORD_ZONE, 240},
	{"trt", DATE_WORD_ZONE, 180}, {"fet", DATE_WORD_ZONE, 180}, {"eat", DATE_WORD_ZONE, 180},
	{"cat", DATE_WORD_ZONE, 120}, {"sast", DATE_WORD_ZONE, 120}, {"wat", DATE_WORD_ZONE, 60},
	{"art", DATE_WORD_ZONE, -180}, {"brt", DATE_WORD_ZONE, -180},
	{"brst", DATE_WORD_ZONE, -120}, {"clt", DATE_WORD_ZONE, -240},
	{"clst", DATE_WORD_ZONE, -180}, {"cot", DATE_WORD_ZONE, -300},
	{"pet", DATE_WORD_ZONE, -300}, {"vet", DATE_WORD_ZONE, -240},
	{"uyt", DATE_WORD_ZONE, -180}, {"bot", DATE_WORD_ZONE, -240},
	{"ect", DATE_WORD_ZONE, -300}, {"a", DATE_WORD_ZONE, -60}, {"b", DATE_WORD_ZONE, -120},
	{"c", DATE_WORD_ZONE, -180}, {"d", DATE_WORD_ZONE, -240}, {"e", DATE_WORD_ZONE, -300},
	{"f", DATE_WORD_ZONE, -360}, {"g", DATE_WORD_ZONE, -420}, {"h", DATE_WORD_ZONE, -480},
	{"i", DATE_WORD_ZONE, -540}, {"k", DATE_WORD_ZONE, -600}, {"l", DATE_WORD_ZONE, -660},
	{"m", DATE_WORD_ZONE, -720}, {"n", DATE_WORD_ZONE, 60}, {"o", DATE_WORD_ZONE, 120},
	{"p", DATE_WORD_ZONE, 180}, {"q", DATE_WORD_ZONE, 240}, {"r", DATE_WORD_ZONE, 300},
	{"s", DATE_WORD_ZONE, 360}, {"t", DATE_WORD_ZONE, 420}, {"u", DATE_WORD_ZONE, 480},
	{"v", DATE_WORD_ZONE, 540}, {"w", DATE_WORD_ZONE, 600}, {"x", DATE_WORD_ZONE, 660},
	{"y", DATE_WORD_ZONE, 720},

	/* halves of the day */
	{"am", DATE_WORD_HALF, 0}, {"pm", DATE_WORD_HALF, 12},
	{"上午", DATE_WORD_HALF, 0}, {"下午", DATE_WORD_HALF, 12}, {"午前", DATE_WORD_HALF, 0},
	{"午後", DATE_WORD_HALF, 12}, {"오전", DATE_WORD_HALF, 0}, {"오후", DATE_WORD_HALF, 12},
	{"πμ", DATE_WORD_HALF, 0}, {"μμ", DATE_WORD_HALF, 12},

	/* what a number counts, said after it */
	{"年", DATE_WORD_UNIT, 'y'}, {"月", DATE_WORD_UNIT, 'm'}, {"日", DATE_WORD_UNIT, 'd'},
	{"号", DATE_WORD_UNIT, 'd'}, {"時", DATE_WORD_UNIT, 'h'}, {"时", DATE_WORD_UNIT, 'h'},
	{"点", DATE_WORD_UNIT, 'h'}, {"點", DATE_WORD_UNIT, 'h'}, {"分", DATE_WORD_UNIT, 'i'},
	{"秒", DATE_WORD_UNIT, 's'}, {"년", DATE_WORD_UNIT, 'y'}, {"월", DATE_WORD_UNIT, 'm'},
	{"일", DATE_WORD_UNIT, 'd'}, {"시", DATE_WORD_UNIT, 'h'}, {"분", DATE_WORD_UNIT, 'i'},
	{"초", DATE_WORD_UNIT, 's'}, {"uhr", DATE_WORD_UNIT, 'h'}, {"hrs", DATE_WORD_UNIT, 'h'},
	{"min", DATE_WORD_UNIT, 'i'}, {"sec", DATE_WORD_UNIT, 's'},

	/* what says nothing: ordinals, articles, prepositions */
	{"st", DATE_WORD_NOISE, 0}, {"nd", DATE_WORD_NOISE, 0}, {"rd", DATE_WORD_NOISE, 0},
	{"th", DATE_WORD_NOISE, 0}, {"er", DATE_WORD_NOISE, 0}, {"eme", DATE_WORD_NOISE, 0},
	{"º", DATE_WORD_NOISE, 0}, {"ª", DATE_WORD_NOISE, 0}, {"de", DATE_WORD_NOISE, 0},
	{"the", DATE_WORD_NOISE, 0}, {"of", DATE_WORD_NOISE, 0}, {"at", DATE_WORD_NOISE, 0},
	{"on", DATE_WORD_NOISE, 0}, {"del", DATE_WORD_NOISE, 0}, {"den", DATE_WORD_NOISE, 0},
	{"der", DATE_WORD_NOISE, 0}, {"do", DATE_WORD_NOISE, 0}, {"das", DATE_WORD_NOISE, 0},
	{"dos", DATE_WORD_NOISE, 0}, {"um", DATE_WORD_NOISE, 0}, {"le", DATE_WORD_NOISE, 0},
	{"la", DATE_WORD_NOISE, 0}, {"las", DATE_WORD_NOISE, 0}, {"les", DATE_WORD_NOISE, 0},
	{"a", DATE_WORD_NOISE, 0}, {"as", DATE_WORD_NOISE, 0}, {"alle", DATE_WORD_NOISE, 0},
	{"ore", DATE_WORD_NOISE, 0}, {"kl", DATE_WORD_NOISE, 0}, {"klo", DATE_WORD_NOISE, 0},
	{"klockan", DATE_WORD_NOISE, 0}, {"saat", DATE_WORD_NOISE, 0}, {"г", DATE_WORD_NOISE, 0},
	{"года", DATE_WORD_NOISE, 0}, {"год", DATE_WORD_NOISE, 0}, {"року", DATE_WORD_NOISE, 0},
	{"р", DATE_WORD_NOISE, 0}, {"в", DATE_WORD_NOISE, 0}, {"о", DATE_WORD_NOISE, 0},
	{"об", DATE_WORD_NOISE, 0}, {"години", DATE_WORD_NOISE, 0}, {"ωρα", DATE_WORD_NOISE, 0},
	{"στις", DATE_WORD_NOISE, 0},

	/* German */
	{"januar", DATE_WORD_MONTH, 1}, {"februar", DATE_WORD_MONTH, 2},
	{"marz", DATE_WORD_MONTH, 3}, {"mai", DATE_WORD_MONTH, 5}, {"juni", DATE_WORD_MONTH, 6},
	{"juli", DATE_WORD_MONTH, 7}, {"oktober", DATE_WORD_MONTH, 10},
	{"dezember", DATE_WORD_MONTH, 12}, {"janner", DATE_WORD_MONTH, 1},
	{"feber", DATE_WORD_MONTH, 2}, {"sonntag", DATE_WORD_WEEKDAY, 0},
	{"montag", DATE_WORD_WEEKDAY, 0}, {"dienstag", DATE_WORD_WEEKDAY, 0},
	{"mittwoch", DATE_WORD_WEEKDAY, 0}, {"donnerstag", DATE_WORD_WEEKDAY, 0},
	{"freitag", DATE_WORD_WEEKDAY, 0}, {"samstag", DATE_WORD_WEEKDAY, 0},
	{"sonnabend", DATE_WORD_WEEKDAY, 0},

	/* French */
	{"janvier", DATE_WORD_MONTH, 1}, {"fevrier", DATE_WORD_MONTH, 2},
	{"mars", DATE_WORD_MONTH, 3}, {"avril", DATE_WORD_MONTH, 4},
	{"juin", DATE_WORD_MONTH, 6}, {"juillet", DATE_WORD_MONTH, 7},
	{"aout", DATE_WORD_MONTH, 8}, {"septembre", DATE_WORD_MONTH, 9},
	{"octobre", DATE_WORD_MONTH, 10}, {"novembre", DATE_WORD_MONTH, 11},
	{"decembre", DATE_WORD_MONTH, 12}, {"dimanche", DATE_WORD_WEEKDAY, 0},
	{"lundi", DATE_WORD_WEEKDAY, 0}, {"mardi", DATE_WORD_WEEKDAY, 0},
	{"mercredi", DATE_WORD_WEEKDAY, 0}, {"jeudi", DATE_WORD_WEEKDAY, 0},
	{"vendredi", DATE_WORD_WEEKDAY, 0}, {"samedi", DATE_WORD_WEEKDAY, 0},

	/* Spanish */
	{"enero", DATE_WORD_MONTH, 1}, {"febrero", DATE_WORD_MONTH, 2},
	{"marzo", DATE_WORD_MONTH, 3}, {"abril", DATE_WORD_MONTH, 4},
	{"mayo", DATE_WORD_MONTH, 5}, {"junio", DATE_WORD_MONTH, 6},
	{"julio", DATE_WORD_MONTH, 7}, {"agosto", DATE_WORD_MONTH, 8},
	{"septiembre", DATE_WORD_MONTH, 9}, {"octubre", DATE_WORD_MONTH, 10},
	{"noviembre", DATE_WORD_MONTH, 11}, {"diciembre", DATE_WORD_MONTH, 12},
	{"setiembre", DATE_WORD_MONTH, 9}, {"domingo", DATE_WORD_WEEKDAY, 0},
	{"lunes", DATE_WORD_WEEKDAY, 0}, {"martes", DATE_WORD_WEEKDAY, 0},
	{"miercoles", DATE_WORD_WEEKDAY, 0}, {"jueves", DATE_WORD_WEEKDAY, 0},
	{"viernes", DATE_WORD_WEEKDAY, 0}, {"sabado", DATE_WORD_WEEKDAY, 0},

	/* Italian */
	{"gennaio", DATE_WORD_MONTH, 1}, {"febbraio", DATE_WORD_MONTH, 2},
	{"aprile", DATE_WORD_MONTH, 4}, {"maggio", DATE_WORD_MONTH, 5},
	{"giugno", DATE_WORD_MONTH, 6}, {"luglio", DATE_WORD_MONTH, 7},
	{"settembre", DATE_WORD_MONTH, 9}, {"ottobre", DATE_WORD_MONTH, 10},
	{"dicembre", DATE_WORD_MONTH, 12}, {"domenica", DATE_WORD_WEEKDAY, 0},
	{"lunedi", DATE_WORD_WEEKDAY, 0}, {"martedi", DATE_WORD_WEEKDAY, 0},
	{"mercoledi", DATE_WORD_WEEKDAY, 0}, {"giovedi", DATE_WORD_WEEKDAY, 0},
	{"venerdi", DATE_WORD_WEEKDAY, 0}, {"sabato", DATE_WORD_WEEKDAY, 0},

	/* Portuguese */
	{"janeiro", DATE_WORD_MONTH, 1}, {"fevereiro", DATE_WORD_MONTH, 2},
	{"marco", DATE_WORD_MONTH, 3}, {"maio", DATE_WORD_MONTH, 5},
	{"junho", DATE_WORD_MONTH, 6}, {"julho", DATE_WORD_MONTH, 7},
	{"setembro", DATE_WORD_MONTH, 9}, {"outubro", DATE_WORD_MONTH, 10},
	{"novembro", DATE_WORD_MONTH, 11}, {"dezembro", DATE_WORD_MONTH, 12},
	{"segunda", DATE_WORD_WEEKDAY, 0}, {"terca", DATE_WORD_WEEKDAY, 0},
	{"quarta", DATE_WORD_WEEKDAY, 0}, {"quinta", DATE_WORD_WEEKDAY, 0},
	{"sexta", DATE_WORD_WEEKDAY, 0}, {"feira", DATE_WORD_WEEKDAY, 0},

	/* Dutch */
	{"januari", DATE_WORD_MONTH, 1}, {"februari", DATE_WORD_MONTH, 2},
	{"maart", DATE_WORD_MONTH, 3}, {"mei", DATE_WORD_MONTH, 5},
	{"augustus", DATE_WORD_MONTH, 8}, {"mrt", DATE_WORD_MONTH, 3},
	{"zondag", DATE_WORD_WEEKDAY, 0}, {"maandag", DATE_WORD_WEEKDAY, 0},
	{"dinsdag", DATE_WORD_WEEKDAY, 0}, {"woensdag", DATE_WORD_WEEKDAY, 0},
	{"donderdag", DATE_WORD_WEEKDAY, 0}, {"vrijdag", DATE_WORD_WEEKDAY, 0},
	{"zaterdag", DATE_WORD_WEEKDAY, 0},

	/* Danish, Norwegian, Swedish */
	{"marts", DATE_WORD_MONTH, 3}, {"maj", DATE_WORD_MONTH, 5},
	{"augusti", DATE_WORD_MONTH, 8}, {"desember", DATE_WORD_MONTH, 12},
	{"sondag", DATE_WORD_WEEKDAY, 0}, {"søndag", DATE_WORD_WEEKDAY, 0},
	{"mandag", DATE_WORD_WEEKDAY, 0}, {"tisdag", DATE_WORD_WEEKDAY, 0},
	{"tirsdag", DATE_WORD_WEEKDAY, 0}, {"onsdag", DATE_WORD_WEEKDAY, 0},
	{"torsdag", DATE_WORD_WEEKDAY, 0}, {"fredag", DATE_WORD_WEEKDAY, 0},
	{"lordag", DATE_WORD_WEEKDAY, 0}, {"lørdag", DATE_WORD_WEEKDAY, 0},

	/* Finnish */
	{"tammikuuta", DATE_WORD_MONTH, 1}, {"helmikuuta", DATE_WORD_MONTH, 2},
	{"maaliskuuta", DATE_WORD_MONTH, 3}, {"huhtikuuta", DATE_WORD_MONTH, 4},
	{"toukokuuta", DATE_WORD_MONTH, 5}, {"kesakuuta", DATE_WORD_MONTH, 6},
	{"heinakuuta", DATE_WORD_MONTH, 7}, {"elokuuta", DATE_WORD_MONTH, 8},
	{"syyskuuta", DATE_WORD_MONTH, 9}, {"lokakuuta", DATE_WORD_MONTH, 10},
	{"marraskuuta", DATE_WORD_MONTH, 11}, {"joulukuuta", DATE_WORD_MONTH, 12},
	{"sunnuntai", DATE_WORD_WEEKDAY, 0}, {"maanantai", DATE_WORD_WEEKDAY, 0},
	{"tiistai", DATE_WORD_WEEKDAY, 0}, {"keskiviikko", DATE_WORD_WEEKDAY, 0},
	{"torstai", DATE_WORD_WEEKDAY, 0}, {"perjantai", DATE_WORD_WEEKDAY, 0},
	{"lauantai", DATE_WORD_WEEKDAY, 0},

	/* Polish */
	{"stycznia", DATE_WORD_MONTH, 1}, {"lutego", DATE_WORD_MONTH, 2},
	{"marca", DATE_WORD_MONTH, 3}, {"kwietnia", DATE_WORD_MONTH, 4},
	{"maja", DATE_WORD_MONTH, 5}, {"czerwca", DATE_WORD_MONTH, 6},
	{"lipca", DATE_WORD_MONTH, 7}, {"sierpnia", DATE_WORD_MONTH, 8},
	{"wrzesnia", DATE_WORD_MONTH, 9}, {"pazdziernika", DATE_WORD_MONTH, 10},
	{"listopada", DATE_WORD_MONTH, 11}, {"grudnia", DATE_WORD_MONTH, 12},
	{"styczen", DATE_WORD_MONTH, 1}, {"luty", DATE_WORD_MONTH, 2},
	{"marzec", DATE_WORD_MONTH, 3}, {"kwiecien", DATE_WORD_MONTH, 4},
	{"czerwiec", DATE_WORD_MONTH, 6}, {"lipiec", DATE_WORD_MONTH, 7},
	{"sierpien", DATE_WORD_MONTH, 8}, {"wrzesien", DATE_WORD_MONTH, 9},
	{"grudzien", DATE_WORD_MONTH, 12}, {"niedziela", DATE_WORD_WEEKDAY, 0},
	{"poniedziałek", DATE_WORD_WEEKDAY, 0}, {"wtorek", DATE_WORD_WEEKDAY, 0},
	{"sroda", DATE_WORD_WEEKDAY, 0}, {"czwartek", DATE_WORD_WEEKDAY, 0},
	{"piatek", DATE_WORD_WEEKDAY, 0}, {"sobota", DATE_WORD_WEEKDAY, 0},

	/* Czech */
	{"ledna", DATE_WORD_MONTH, 1}, {"unora", DATE_WORD_MONTH, 2},
	{"brezna", DATE_WORD_MONTH, 3}, {"dubna", DATE_WORD_MONTH, 4},
	{"kvetna", DATE_WORD_MONTH, 5}, {"cervna", DATE_WORD_MONTH, 6},
	{"cervence", DATE_WORD_MONTH, 7}, {"srpna", DATE_WORD_MONTH, 8},
	{"zari", DATE_WORD_MONTH, 9}, {"rijna", DATE_WORD_MONTH, 10},
	{"listopadu", DATE_WORD_MONTH, 11}, {"prosince", DATE_WORD_MONTH, 12},
	{"leden", DATE_WORD_MONTH, 1}, {"unor", DATE_WORD_MONTH, 2},
	{"brezen", DATE_WORD_MONTH, 3}, {"duben", DATE_WORD_MONTH, 4},
	{"kveten", DATE_WORD_MONTH, 5}, {"cerven", DATE_WORD_MONTH, 6},
	{"cervenec", DATE_WORD_MONTH, 7}, {"srpen", DATE_WORD_MONTH, 8},
	{"rijen", DATE_WORD_MONTH, 10}, {"prosinec", DATE_WORD_MONTH, 12},
	{"nedele", DATE_WORD_WEEKDAY, 0}, {"pondeli", DATE_WORD_WEEKDAY, 0},
	{"utery", DATE_WORD_WEEKDAY, 0}, {"streda", DATE_WORD_WEEKDAY, 0},
	{"ctvrtek", DATE_WORD_WEEKDAY, 0}, {"patek", DATE_WORD_WEEKDAY, 0},

	/* Hungarian */
	{"marcius", DATE_WORD_MONTH, 3}, {"aprilis", DATE_WORD_MONTH, 4},
	{"majus", DATE_WORD_MONTH, 5}, {"junius", DATE_WORD_MONTH, 6},
	{"julius", DATE_WORD_MONTH, 7}, {"augusztus", DATE_WORD_MONTH, 8},
	{"szeptember", DATE_WORD_MONTH, 9}, {"vasarnap", DATE_WORD_WEEKDAY, 0},
	{"hetfo", DATE_WORD_WEEKDAY, 0}, {"kedd", DATE_WORD_WEEKDAY, 0},
	{"szerda", DATE_WORD_WEEKDAY, 0}, {"csutortok", DATE_WORD_WEEKDAY, 0},
	{"pentek", DATE_WORD_WEEKDAY, 0}, {"szombat", DATE_WORD_WEEKDAY, 0},

	/* Romanian */
	{"ianuarie", DATE_WORD_MONTH, 1}, {"februarie", DATE_WORD_MONTH, 2},
	{"martie", DATE_WORD_MONTH, 3}, {"aprilie", DATE_WORD_MONTH, 4},
	{"iunie", DATE_WORD_MONTH, 6}, {"iulie", DATE_WORD_MONTH, 7},
	{"septembrie", DATE_WORD_MONTH, 9}, {"octombrie", DATE_WORD_MONTH, 10},
	{"noiembrie", DATE_WORD_MONTH, 11}, {"decembrie", DATE_WORD_MONTH, 12},
	{"duminica", DATE_WORD_WEEKDAY, 0}, {"luni", DATE_WORD_WEEKDAY, 0},
	{"marti", DATE_WORD_WEEKDAY, 0}, {"miercuri", DATE_WORD_WEEKDAY, 0},
	{"joi", DATE_WORD_WEEKDAY, 0}, {"vineri", DATE_WORD_WEEKDAY, 0},
	{"sambata", DATE_WORD_WEEKDAY, 0},

	/* Turkish */
	{"ocak", DATE_WORD_MONTH, 1}, {"subat", DATE_WORD_MONTH, 2},
	{"mart", DATE_WORD_MONTH, 3}, {"nisan", DATE_WORD_MONTH, 4},
	{"mayıs", DATE_WORD_MONTH, 5}, {"haziran", DATE_WORD_MONTH, 6},
	{"temmuz", DATE_WORD_MONTH, 7}, {"agustos", DATE_WORD_MONTH, 8},
	{"eylul", DATE_WORD_MONTH, 9}, {"ekim", DATE_WORD_MONTH, 10},
	{"kasım", DATE_WORD_MONTH, 11}, {"aralık", DATE_WORD_MONTH, 12},
	{"pazar", DATE_WORD_WEEKDAY, 0}, {"pazartesi", DATE_WORD_WEEKDAY, 0},
	{"salı", DATE_WORD_WEEKDAY, 0}, {"carsamba", DATE_WORD_WEEKDAY, 0},
	{"persembe", DATE_WORD_WEEKDAY, 0}, {"cuma", DATE_WORD_WEEKDAY, 0},
	{"cumartesi", DATE_WORD_WEEKDAY, 0},

	/* Indonesian */
	{"maret", DATE_WORD_MONTH, 3}, {"agustus", DATE_WORD_MONTH, 8},
	{"minggu", DATE_WORD_WEEKDAY, 0}, {"senin", DATE_WORD_WEEKDAY, 0},
	{"selasa", DATE_WORD_WEEKDAY, 0}, {"rabu", DATE_WORD_WEEKDAY, 0},
	{"kamis", DATE_WORD_WEEKDAY, 0}, {"jumat", DATE_WORD_WEEKDAY, 0},
	{"sabtu", DATE_WORD_WEEKDAY, 0},

	/* Russian */
	{"января", DATE_WORD_MONTH, 1}, {"февраля", DATE_WORD_MONTH, 2},
	{"марта", DATE_WORD_MONTH, 3}, {"апреля", DATE_WORD_MONTH, 4},
	{"мая", DATE_WORD_MONTH, 5}, {"июня", DATE_WORD_MONTH, 6}, {"июля", DATE_WORD_MONTH, 7},
	{"августа", DATE_WORD_MONTH, 8}, {"сентября", DATE_WORD_MONTH, 9},
	{"октября", DATE_WORD_MONTH, 10}, {"ноября", DATE_WORD_MONTH, 11},
	{"декабря", DATE_WORD_MONTH, 12}, {"январь", DATE_WORD_MONTH, 1},
	{"февраль", DATE_WORD_MONTH, 2}, {"апрель", DATE_WORD_MONTH, 4},
	{"маи", DATE_WORD_MONTH, 5}, {"июнь", DATE_WORD_MONTH, 6}, {"июль", DATE_WORD_MONTH, 7},
	{"сентябрь", DATE_WORD_MONTH, 9}, {"октябрь", DATE_WORD_MONTH, 10},
	{"ноябрь", DATE_WORD_MONTH, 11}, {"декабрь", DATE_WORD_MONTH, 12},
	{"воскресенье", DATE_WORD_WEEKDAY, 0}, {"понедельник", DATE_WORD_WEEKDAY, 0},
	{"вторник", DATE_WORD_WEEKDAY, 0}, {"среда", DATE_WORD_WEEKDAY, 0},
	{"четверг", DATE_WORD_WEEKDAY, 0}, {"пятница", DATE_WORD_WEEKDAY, 0},
	{"суббота", DATE_WORD_WEEKDAY, 0}, {"вс", DATE_WORD_WEEKDAY, 0},
	{"пн", DATE_WORD_WEEKDAY, 0}, {"вт", DATE_WORD_WEEKDAY, 0}, {"ср", DATE_WORD_WEEKDAY, 0},
	{"чт", DATE_WORD_WEEKDAY, 0}, {"пт", DATE_WORD_WEEKDAY, 0}, {"сб", DATE_WORD_WEEKDAY, 0},

	/* Ukrainian */
	{"січня", DATE_WORD_MONTH, 1}, {"лютого", DATE_WORD_MONTH, 2},
	{"березня", DATE_WORD_MONTH, 3}, {"квітня", DATE_WORD_MONTH, 4},
	{"травня", DATE_WORD_MONTH, 5}, {"червня", DATE_WORD_MONTH, 6},
	{"липня", DATE_WORD_MONTH, 7}, {"серпня", DATE_WORD_MONTH, 8},
	{"вересня", DATE_WORD_MONTH, 9}, {"жовтня", DATE_WORD_MONTH, 10},
	{"листопада", DATE_WORD_MONTH, 11}, {"грудня", DATE_WORD_MONTH, 12},
	{"неділя", DATE_WORD_WEEKDAY, 0}, {"понеділок", DATE_WORD_WEEKDAY, 0},
	{"вівторок", DATE_WORD_WEEKDAY, 0}, {"середа", DATE_WORD_WEEKDAY, 0},
	{"четвер", DATE_WORD_WEEKDAY, 0}, {"пʼятниця", DATE_WORD_WEEKDAY, 0},
	{"нд", DATE_WORD_WEEKDAY, 0},

	/* Bulgarian */
	{"януари", DATE_WORD_MONTH, 1}, {"февруари", DATE_WORD_MONTH, 2},
	{"март", DATE_WORD_MONTH, 3}, {"април", DATE_WORD_MONTH, 4}, {"юни", DATE_WORD_MONTH, 6},
	{"юли", DATE_WORD_MONTH, 7}, {"август", DATE_WORD_MONTH, 8},
	{"септември", DATE_WORD_MONTH, 9}, {"октомври", DATE_WORD_MONTH, 10},
	{"ноември", DATE_WORD_MONTH, 11}, {"декември", DATE_WORD_MONTH, 12},
	{"неделя", DATE_WORD_WEEKDAY, 0}, {"понеделник", DATE_WORD_WEEKDAY, 0},
	{"сряда", DATE_WORD_WEEKDAY, 0}, {"четвъртък", DATE_WORD_WEEKDAY, 0},
	{"петък", DATE_WORD_WEEKDAY, 0}, {"събота", DATE_WORD_WEEKDAY, 0},

	/* Greek */
	{"ιανουαριου", DATE_WORD_MONTH, 1}, {"φεβρουαριου", DATE_WORD_MONTH, 2},
	{"μαρτιου", DATE_WORD_MONTH, 3}, {"απριλιου", DATE_WORD_MONTH, 4},
	{"μαιου", DATE_WORD_MONTH, 5}, {"ιουνιου", DATE_WORD_MONTH, 6},
	{"ιουλιου", DATE_WORD_MONTH, 7}, {"αυγουστου", DATE_WORD_MONTH, 8},
	{"σεπτεμβριου", DATE_WORD_MONTH, 9}, {"οκτωβριου", DATE_WORD_MONTH, 10},
	{"νοεμβριου", DATE_WORD_MONTH, 11}, {"δεκεμβριου", DATE_WORD_MONTH, 12},
	{"ιανουαριος", DATE_WORD_MONTH, 1}, {"φεβρουαριος", DATE_WORD_MONTH, 2},
	{"μαρτιος", DATE_WORD_MONTH, 3}, {"απριλιος", DATE_WORD_MONTH, 4},
	{"μαιος", DATE_WORD_MONTH, 5}, {"ιουνιος", DATE_WORD_MONTH, 6},
	{"ιουλιος", DATE_WORD_MONTH, 7}, {"αυγουστος", DATE_WORD_MONTH, 8},
	{"σεπτεμβριος", DATE_WORD_MONTH, 9}, {"οκτωβριος", DATE_WORD_MONTH, 10},
	{"νοεμβριος", DATE_WORD_MONTH, 11}, {"δεκεμβριος", DATE_WORD_MONTH, 12},
	{"κυριακη", DATE_WORD_WEEKDAY, 0}, {"δευτερα", DATE_WORD_WEEKDAY, 0},
	{"τριτη", DATE_WORD_WEEKDAY, 0}, {"τεταρτη", DATE_WORD_WEEKDAY, 0},
	{"πεμπτη", DATE_WORD_WEEKDAY, 0}, {"παρασκευη", DATE_WORD_WEEKDAY, 0},
	{"σαββατο", DATE_WORD_WEEKDAY, 0},

	/* Chinese */
	{"一月", DATE_WORD_MONTH, 1}, {"二月", DATE_WORD_MONTH, 2}, {"三月", DATE_WORD_MONTH, 3},
	{"四月", DATE_WORD_MONTH, 4}, {"五月", DATE_WORD_MONTH, 5}, {"六月", DATE_WORD_MONTH, 6},
	{"七月", DATE_WORD_MONTH, 7}, {"八月", DATE_WORD_MONTH, 8}, {"九月", DATE_WORD_MONTH, 9},
	{"十月", DATE_WORD_MONTH, 10}, {"十一月", DATE_WORD_MONTH, 11}, {"十二月", DATE_WORD_MONTH, 12},
	{"星期一", DATE_WORD_WEEKDAY, 0}, {"星期二", DATE_WORD_WEEKDAY, 0},
	{"星期三", DATE_WORD_WEEKDAY, 0}, {"星期四", DATE_WORD_WEEKDAY, 0},
	{"星期五", DATE_WORD_WEEKDAY, 0}, {"星期六", DATE_WORD_WEEKDAY, 0},
	{"星期日", DATE_WORD_WEEKDAY, 0}, {"星期天", DATE_WORD_WEEKDAY, 0},
	{"周一", DATE_WORD_WEEKDAY, 0}, {"周二", DATE_WORD_WEEKDAY, 0}, {"周三", DATE_WORD_WEEKDAY, 0},
	{"周四", DATE_WORD_WEEKDAY, 0}, {"周五", DATE_WORD_WEEKDAY, 0}, {"周六", DATE_WORD_WEEKDAY, 0},
	{"周日", DATE_WORD_WEEKDAY, 0}, {"週一", DATE_WORD_WEEKDAY, 0}, {"週二", DATE_WORD_WEEKDAY, 0},
	{"週三", DATE_WORD_WEEKDAY, 0}, {"週四", DATE_WORD_WEEKDAY, 0}, {"週五", DATE_WORD_WEEKDAY, 0},
	{"週六", DATE_WORD_WEEKDAY, 0}, {"週日", DATE_WORD_WEEKDAY, 0},

	/* Japanese */
	{"日曜日", DATE_WORD_WEEKDAY, 0}, {"月曜日", DATE_WORD_WEEKDAY, 0},
	{"火曜日", DATE_WORD_WEEKDAY, 0}, {"水曜日", DATE_WORD_WEEKDAY, 0},
	{"木曜日", DATE_WORD_WEEKDAY, 0}, {"金曜日", DATE_WORD_WEEKDAY, 0},
	{"土曜日", DATE_WORD_WEEKDAY, 0},

	/* Korean */
	{"일요일", DATE_WORD_WEEKDAY, 0}, {"월요일", DATE_WORD_WEEKDAY, 0},
	{"화요일", DATE_WORD_WEEKDAY, 0}, {"수요일", DATE_WORD_WEEKDAY, 0},
	{"목요일", DATE_WORD_WEEKDAY, 0}, {"금요일", DATE_WORD_WEEKDAY, 0},
	{"토요일", DATE_WORD_WEEKDAY, 0},};

/* How many letters are enough; 0 where it must be the whole word. */
static const size_t shortest[] = {
	[DATE_WORD_MONTH] = 3,
	[DATE_WORD_WEEKDAY] = 2,
	[DATE_WORD_NOISE] = 0,
};

static bool fits(const struct date_word *word, const char *text, size_t length)
{
	size_t enough = shortest[word->kind];

	if (word->text[0] != text[0] || strncmp(word->text, text, length) != 0)
		return false;
	if (word->text[length] == '\0')
		return true;
	return enough > 0 && utf8_count(text, length) >= enough;
}

const struct date_word *date_words_find(const char *word, size_t length)
{
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (fits(&words[i], word, length))
			return &words[i];
	}
	return NULL;
}

const struct date_word *date_words_start(const char *text, size_t length)
{
	const struct date_word *best = NULL;
	size_t most = 0, i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t size = strlen(words[i].text);

		if (size > most && size <= length && memcmp(words[i].text, text, size) == 0) {
			best = &words[i];
			most = size;
		}
	}
	return best;
}
