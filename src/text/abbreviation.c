#include "text/abbreviation.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/str.h"

enum { LONGEST_WORD = 32 };	/* in bytes */

/*
 * In each list a space stands before and after each word. Those with a capital
 * are meant only with one: "sat" is no day. What is a letter alone, or letters
 * with points between ("U.S."), needs no entry unless it is of another kind.
 */
struct row {
	const char *language;
	enum abbreviation kind;
	const char *words;
};

static const struct row rows[] = {
	{ "en", ABBREVIATION_BEFORE,
	  " mr mrs ms mx dr prof Sen Sens Rep Reps Gov Govs Gen Col lt sgt capt cmdr Maj"
	  " Adm Hon rev Supt Insp Det Pvt Cpl Pres Amb Atty Messrs Fr Mt Ft vs viz approx"
	  " incl e.g i.e cf est Br Bro " },
	{ "en", ABBREVIATION_NUMBERED,
	  " no nos p pp vol vols fig figs sec secs art arts ch chap para ed eds dept ext"
	  " rm apt Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu"
	  " Thur Thurs Fri Sat Sun " },
	{ "en", ABBREVIATION_EITHER,
	  " St Sts Ave Blvd Rd Sq Ln Hwy Jr Sr Bros Dist Univ Assn ph.d " },
	{ "en", ABBREVIATION_COMPANY, " Inc Co Cos Corp Ltd Llc Plc Lp " },
	{ "en", ABBREVIATION_TIME, " a.m p.m " },
	{ "en", ABBREVIATION_LAST, " etc al ibid seq " },

	{ "de", ABBREVIATION_BEFORE,
	  " hr fr frl dr prof Mag St Sen Lt dipl ing lt sog vgl bzw ca evtl ggf inkl exkl"
	  " gem insb bes od mio mrd tsd ehem geb gest verh durchschn lic hl z.b d.h u.a"
	  " v.a o.ä i.d.r z.t u.u bspw allg sogen chr obb " },
	{ "de", ABBREVIATION_NUMBERED,
	  " nr s abs art kap bd bde aufl jg str tel anm abb tab ziff rn az hs hrsg fig"
	  " vers jan feb mär apr jun jul aug sep sept okt nov dez mo di mi do fr sa so " },
	{ "de", ABBREVIATION_EITHER, " co jr sr " },
	{ "de", ABBREVIATION_LAST, " usw usf etc u.v.m u.ä u.a.m ff " },

	{ "fr", ABBREVIATION_BEFORE,
	  " mm mme mmes mlle mlles dr pr prof mgr st ste sts env cf av apr bd boul pl rte"
	  " fg éd dir chap gén lt cdt sgt " },
	{ "fr", ABBREVIATION_NUMBERED,
	  " p pp art vol fig chap no nos n t tél réf janv févr avr juil sept oct nov déc"
	  " al par § " },
	{ "fr", ABBREVIATION_EITHER, " cie sté ex " },
	{ "fr", ABBREVIATION_LAST, " etc suiv " },

	{ "es", ABBREVIATION_BEFORE,
	  " sr sra sres sras srta srtas dr dra dres dña prof profa lic ing arq gral gen"
	  " cnel Col Cap Fr cmdte tte sgto mons sto sta avda av pza plza ctra ej aprox ee"
	  " ff admón depto dpto excmo excma ilmo ilma rvdo hno hna mtro mtra pdte " },
	{ "es", ABBREVIATION_NUMBERED,
	  " art arts núm núms pág págs p pp vol vols cap caps fig figs s ss tel tfno apdo"
	  " párr inc no n ene feb mar abr may jun jul ago sept oct nov dic " },
	{ "es", ABBREVIATION_EITHER, " ud uds vd vds uu aa oo cía hnos a.c d.c a.m p.m jr " },
	{ "es", ABBREVIATION_COMPANY, " s.a s.l s.a.u s.l.u s.a.b ltda inc corp " },
	{ "es", ABBREVIATION_LAST, " etc " },

	{ "it", ABBREVIATION_BEFORE,
	  " sig sigg dott prof avv ing arch geom rag on sen mons cav comm gen col cap ten"
	  " mar rev dr p.za v.le c.so loc fraz cfr ca es ss st egr gent ill spett ecc.mo " },
	{ "it", ABBREVIATION_NUMBERED,
	  " pag pagg p pp art artt n nn vol voll cap capp fig figg sec tel par tav gen"
	  " feb mar apr mag giu lug ago set sett ott nov dic " },
	{ "it", ABBREVIATION_EITHER, " a.c d.c f.lli " },
	{ "it", ABBREVIATION_COMPANY, " s.p.a s.r.l s.n.c s.a.s " },
	{ "it", ABBREVIATION_LAST, " ecc etc " },

	{ "pt", ABBREVIATION_BEFORE,
	  " sr sra srs sras srta dr dra drs dras prof profa eng engª arq exmo exma ilmo"
	  " gen gal cel cap ten sgt maj alm sto sta av pç pça al aprox dep des mons obs " },
	{ "pt", ABBREVIATION_NUMBERED,
	  " art arts pág págs p pp vol cap fig núm no n séc sécs tel inc par jan fev mar"
	  " abr mai jun jul ago set out nov dez " },
	{ "pt", ABBREVIATION_EITHER, " cia ex a.c d.c jr " },
	{ "pt", ABBREVIATION_COMPANY, " ltda lda s.a inc corp " },
	{ "pt", ABBREVIATION_LAST, " etc " },

	{ "nl", ABBREVIATION_BEFORE,
	  " dhr mevr mw mej dr drs mr ir ing prof ds st bijv bv ca resp evt incl excl mln"
	  " mld jl vgl zgn o.a d.w.z m.n m.b.t i.v.m t.a.v n.a.v bc gen kol kap lt sgt"
	  " h.m z.k.h " },
	{ "nl", ABBREVIATION_NUMBERED,
	  " nr nrs blz p pag art hfst afb fig vol tel no jan feb mrt apr jun jul aug sept"
	  " okt nov dec " },
	{ "nl", ABBREVIATION_LAST, " enz e.d e.a etc a.u.b e.v " },

	{ "ru", ABBREVIATION_BEFORE,
	  " г-н г-жа проф акад доц тов гр гражд инж ул пл пер просп пр-т бул наб обл респ"
	  " пос дер корп кв оз св см ср напр т.е т.к т.н т.о в.ч и.о мн англ лат греч рус"
	  " франц полк ген кап лейт серж адм митр архиеп еп прот свящ р-н ок прибл " },
	{ "ru", ABBREVIATION_NUMBERED,
	  " стр рис гл табл разд ст п пп ч т тт вып № илл янв фев февр мар апр июн июл"
	  " авг сен сент окт ноя нояб дек тел " },
	{ "ru", ABBREVIATION_EITHER, " им " },
	{ "ru", ABBREVIATION_LAST,
	  " т.д т.п др пр руб коп чел тыс млн млрд трлн гг вв экз шт долл мин сек час н.э " },

	{ "uk", ABBREVIATION_BEFORE,
	  " проф акад доц тов гр ім вул пл просп бул обл оз св див напр т.зв т.н англ лат"
	  " ред о " },
	{ "uk", ABBREVIATION_NUMBERED, " стор мал рис гл розд ст п ч т вип № " },
	{ "uk", ABBREVIATION_LAST, " т.д т.п ін грн коп тис млн млрд рр ст чол н.е " },

	{ "pl", ABBREVIATION_BEFORE,
	  " prof doc hab mgr inż lic lek red ks św bł ul pl os gen płk mjr kpt por ppłk"
	  " sierż m.in tzw tzn tj np ok ca zob pn dyr prez kard bp abp woj pow gm jw " },
	{ "pl", ABBREVIATION_NUMBERED,
	  " s str nr nry rys tab rozdz art ust pkt poz t godz tel lit wyd zł " },
	{ "pl", ABBREVIATION_EITHER, " im al " },
	{ "pl", ABBREVIATION_LAST, " itd itp etc in tys mln mld br ub n.e ww wg " },

	{ "cs", ABBREVIATION_BEFORE,
	  " ing mgr mudr judr phdr rndr mvdr paeddr bc doc prof dr csc drsc gen plk mjr"
	  " kpt por npor např tzv tj resp cca popř příp sv ul tř mil mld tis kol red vl " },
	{ "cs", ABBREVIATION_NUMBERED,
	  " str s č čís obr tab kap odst čl písm sv roč tel hod sb " },
	{ "cs", ABBREVIATION_EITHER, " nám " },
	{ "cs", ABBREVIATION_LAST, " atd apod aj atp kč n.l spol " },

	{ "hu", ABBREVIATION_BEFORE, " dr id ifj özv prof szt gr br ún ill kb pl tel u vö ld " },
	{ "hu", ABBREVIATION_NUMBERED, " sz old köt evf ker " },
	{ "hu", ABBREVIATION_LAST, " stb kft rt zrt nyrt " },

	{ "ro", ABBREVIATION_BEFORE,
	  " dl dna d-na d-l dr prof ing av sf gen col str bd aprox cca ex " },
	{ "ro", ABBREVIATION_NUMBERED, " nr pag art al lit cap fig vol sec " },
	{ "ro", ABBREVIATION_LAST, " etc ș.a ş.a " },

	{ "sv", ABBREVIATION_BEFORE,
	  " dr prof doc fil kand hr fr t.ex bl.a d.v.s dvs s.k jfr jmf ca resp inkl exkl"
	  " fr.o.m t.o.m p.g.a f.d st kungl gen ev " },
	{ "sv", ABBREVIATION_NUMBERED,
	  " s nr kap sid fig kl tel bil jan feb apr aug sept okt nov dec " },
	{ "sv", ABBREVIATION_LAST, " osv m.m m.fl etc o.d o.s.v milj mkr mdr e.kr f.kr " },

	{ "da", ABBREVIATION_BEFORE,
	  " dr hr fr prof f.eks bl.a dvs ca evt inkl ekskl jf jfr pga mht s.k sk skt st"
	  " civ cand mag kgl vedr tidl " },
	{ "da", ABBREVIATION_NUMBERED,
	  " nr s kap kl fig tlf stk pkt jan feb mar apr aug sept okt nov dec " },
	{ "da", ABBREVIATION_LAST, " osv m.m m.v mv etc o.l m.fl mio mia kr " },

	{ "no", ABBREVIATION_BEFORE,
	  " dr hr fr prof f.eks bl.a dvs ca evt inkl ekskl jf jfr pga mht s.k st cand mag"
	  " kgl vedr tidl " },
	{ "no", ABBREVIATION_NUMBERED,
	  " nr s kap kl fig tlf pkt jan feb mar apr aug sept okt nov des " },
	{ "no", ABBREVIATION_LAST, " osv m.m m.v mv etc o.l m.fl mill mrd kr " },

	{ "fi", ABBREVIATION_BEFORE,
	  " esim ns mm ks vrt tri prof toht dipl ins ao ent nyk n ko em " },
	{ "fi", ABBREVIATION_NUMBERED, " s nro klo kpl luku puh " },
	{ "fi", ABBREVIATION_LAST, " jne ym yms tms milj mrd " },

	{ "el", ABBREVIATION_BEFORE,
	  " κα κος κκ δρ καθ αγ βλ πρβλ δηλ π.χ λ.χ οδ λεωφ πλ εκατ δισ χιλ στρ ταγμ λοχ"
	  " μητρ " },
	{ "el", ABBREVIATION_NUMBERED,
	  " σελ αρ αριθ άρθρ παρ κεφ τόμ εικ τηλ ιαν φεβ μαρ απρ αυγ σεπ οκτ νοε δεκ " },
	{ "el", ABBREVIATION_EITHER, " π.μ μ.μ μ.χ " },
	{ "el", ABBREVIATION_LAST, " κ.λπ κλπ κ.ά κ.α κ.τ.λ κτλ " },

	{ "tr", ABBREVIATION_BEFORE,
	  " dr prof doç yrd av mim müh alb bnb yzb gen org korg tümg sn bkz krş örn yak"
	  " hz " },
	{ "tr", ABBREVIATION_NUMBERED,
	  " no s sf sayfa cad sok sk mah blv blok kat md tel cilt " },
	{ "tr", ABBREVIATION_EITHER, " a.ş ltd şti tic san " },
	{ "tr", ABBREVIATION_LAST, " vb vs vd " },

	{ "vi", ABBREVIATION_BEFORE, " tp ts ths gs pgs bs ks kts q p tx tt " },
	{ "id", ABBREVIATION_BEFORE,
	  " dr drs dra ir prof hj sdr jl jln gg kec kab kel kol letjen mayjen brigjen bpk"
	  " tn ny yth " },
	{ "id", ABBREVIATION_NUMBERED, " no hal hlm pasal vol " },
	{ "id", ABBREVIATION_EITHER, " tbk " },
	{ "id", ABBREVIATION_LAST, " dll dsb dst " },

	{ "hi", ABBREVIATION_BEFORE,
	  " डॉ डा प्रो श्री श्रीमती सुश्री पं कु मो स्व ले मे ब्रि कै न्या ए बी सी डी ई"
	  " एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई जेड " },
	{ "hi", ABBREVIATION_NUMBERED, " रु सं पृ क्र नं कि.मी कि.ग्रा " },
	{ "mr", ABBREVIATION_BEFORE, " डॉ प्रा श्री श्रीमती सौ पं कै ले " },
	{ "mr", ABBREVIATION_NUMBERED, " रु सं पृ क्र नं " },

};

struct openers {
	const char *language;
	const char *words;
};

static const struct openers openers[] = {
	{ "en",
	  " the a an he she it they we i you in on at but and this that these those there"
	  " when while if as for after his her its their our my one some many most what"
	  " who how why so yet also no not with by to from both others another even still"
	  " instead meanwhile however according asked then here now nobody everyone"
	  " everybody nothing neither either each all none such since because although"
	  " though until before during where which once only just later last earlier"
	  " today yesterday tomorrow let do did is are was were has have had can will"
	  " would " },
	{ "de",
	  " der die das ein eine einen einem einer er sie es wir ihr ich man in im am an"
	  " auf aus bei mit nach von vor zu zum zur und aber doch denn dann danach da"
	  " dort hier heute gestern morgen nun jetzt so auch nur nicht kein keine wer was"
	  " wie wo wann warum wenn als ob weil obwohl während seit dies diese dieser"
	  " dieses seine sein ihre unser unsere mein meine viele alle einige beide andere"
	  " damit dabei dafür deshalb daher trotzdem jedoch außerdem zudem für gegen ohne"
	  " um unter über bis laut " },
	{ "fr",
	  " le la les l un une des du de d il elle ils elles on nous vous je j tu ce c"
	  " cet cette ces son sa ses leur leurs mon ma mes notre votre qui que qu quoi où"
	  " quand comment pourquoi et mais or donc car si en à au aux dans sur sous avec"
	  " sans pour par selon après avant depuis pendant puis alors ensuite enfin ainsi"
	  " aussi lui tout tous toute toutes plus pas même " },
	{ "es",
	  " el la los las lo un una unos unas él ella ellos ellas yo nosotros su sus mi"
	  " mis este esta estos estas ese esa esto eso aquel y pero o si no en a al de"
	  " del con sin por para según desde hasta tras ante sobre entre cuando como"
	  " donde qué quién que antes después luego entonces también tampoco ya así hoy"
	  " ayer mañana allí aquí nadie todo todos muchos se le " },
	{ "it",
	  " il lo la i gli le l un uno una un' egli ella lui lei loro io noi voi suo sua"
	  " suoi sue questo questa questi queste quello quella e ma o se non in a al alla"
	  " di del della da dal con senza per secondo su tra fra dopo prima poi quando"
	  " come dove chi che cosa così anche oggi ieri domani qui là nessuno tutto tutti"
	  " molti si ci è " },
	{ "pt",
	  " o a os as um uma uns umas ele ela eles elas eu nós seu sua seus suas este"
	  " esta esse essa isto isso e mas ou se não em no na nos nas de do da dos das"
	  " com sem por para segundo desde até após antes depois então quando como onde"
	  " quem que também já assim hoje ontem amanhã ninguém tudo todos muitos ao à " },
	{ "nl",
	  " de het een hij zij ze wij we ik jij je u er dit dat deze die zijn haar hun"
	  " ons onze mijn en maar of want als in op aan bij met zonder voor van naar uit"
	  " over onder na door tot volgens sinds toen dan daarna wanneer waar wie wat hoe"
	  " ook niet geen nu vandaag gisteren morgen hier daar niemand alles iedereen"
	  " veel " },
	{ "ru",
	  " он она оно они мы вы я ты это этот эта эти тот та те его её ее их мой наш ваш"
	  " свой и а но или если не ни в во на с со к по из от до за у о об при для без"
	  " под над между через после перед потом затем тогда теперь сейчас сегодня вчера"
	  " завтра когда где кто что как почему там здесь также тоже все всё никто многие"
	  " однако поэтому так " },
	{ "uk",
	  " він вона воно вони ми ви я ти це цей ця ці той його її їх мій наш і й та а"
	  " але або якщо не ні в у на з зі до по із від за о об при для без під над між"
	  " через після перед потім тоді тепер зараз сьогодні вчора завтра коли де хто що"
	  " як чому там тут також усі ніхто " },
	{ "pl",
	  " on ona ono oni one my wy ja ty to ten ta te ci jego jej ich mój nasz i a ale"
	  " lub albo jeśli nie w we na z ze do po od za u o przy dla bez pod nad między"
	  " przez przed potem wtedy teraz dziś dzisiaj wczoraj jutro kiedy gdzie kto co"
	  " jak dlaczego tam tu także też wszyscy nikt wielu jednak " },
	{ "cs",
	  " on ona ono oni my vy já ty to ten ta ti jeho její jejich můj náš a i ale nebo"
	  " pokud ne v ve na s se z ze k ke do po od za u o při pro bez pod nad mezi přes"
	  " před potom pak tehdy teď dnes včera zítra když kde kdo co jak proč tam tady"
	  " také všichni nikdo " },
	{ "sv",
	  " han hon den det de vi ni jag du man en ett hans hennes dess deras min vår"
	  " denna detta dessa och men eller om inte i på av för med till från vid under"
	  " över efter innan sedan då nu idag igår imorgon när var vem vad hur varför där"
	  " här också alla ingen många " },
	{ "da",
	  " han hun den det de vi i jeg du man en et hans hendes dens deres min vores"
	  " denne dette disse og men eller hvis ikke på af for med til fra ved under over"
	  " efter før siden da nu når hvor hvem hvad hvordan hvorfor der her også alle"
	  " ingen mange " },
	{ "no",
	  " han hun den det de vi jeg du man en et hans hennes dens deres min vår denne"
	  " dette disse og men eller hvis ikke på av for med til fra ved under over etter"
	  " før siden da nå når hvor hvem hva hvordan hvorfor der her også alle ingen"
	  " mange i " },
	{ "el",
	  " ο η το οι τα ένας μια ένα αυτός αυτή αυτό αυτοί εγώ εμείς του της των και"
	  " αλλά ή αν δεν σε στο στη στην από με για μετά πριν όταν πού ποιος τι πώς"
	  " γιατί εκεί εδώ επίσης όλοι κανείς σήμερα χθες αύριο " },
	{ "tr",
	  " o bu şu onlar biz siz ben sen bir ve ama veya eğer sonra önce şimdi bugün dün"
	  " yarın ne kim nasıl neden nerede orada burada da de herkes hiç çok daha ancak"
	  " fakat " },
};

/* A word between spaces, as it is or with what case makes of it. */
static bool is_listed(const char *list, const char *word, size_t length, bool capital)
{
	char needle[LONGEST_WORD * 2 + 8];
	int32_t from = 0, to = 0;

	needle[to++] = ' ';
	while (from < (int32_t)length) {
		UChar32 c;

		U8_NEXT_OR_FFFD((const uint8_t *)word, from, (int32_t)length, c);
		c = capital && to == 1 ? u_toupper(c) : u_tolower(c);
		U8_APPEND_UNSAFE((uint8_t *)needle, to, c);
	}
	needle[to++] = ' ';
	needle[to] = '\0';
	return strstr(list, needle) != NULL;
}

static bool begins_with_capital(const char *word, size_t length)
{
	int32_t at = 0;
	UChar32 c;

	U8_NEXT_OR_FFFD((const uint8_t *)word, at, (int32_t)length, c);
	return u_isupper(c);
}

bool abbreviation_knows(const char *language)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (str_equal(rows[i].language, language))
			return true;
	return false;
}

enum abbreviation abbreviation_kind(const char *language, const char *word, size_t length)
{
	bool any = !abbreviation_knows(language);
	bool capital = begins_with_capital(word, length);
	enum abbreviation kind = ABBREVIATION_NONE;
	size_t i;

	if (length == 0 || length > LONGEST_WORD)
		return ABBREVIATION_NONE;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!any && !str_equal(rows[i].language, language))
			continue;
		if (!is_listed(rows[i].words, word, length, false) &&
		    !(capital && is_listed(rows[i].words, word, length, true)))
			continue;
		kind = rows[i].kind;
		if (kind != ABBREVIATION_NUMBERED)
			break;			/* else another language may know better */
	}
	return kind;
}

bool abbreviation_ends(const char *text, size_t length)
{
	const char *end = text + length, *word = end - 1;
	enum abbreviation kind;

	if (length < 2 || end[-1] != '.')
		return false;
	while (word > text && !str_is_space(word[-1]) && strchr("(-\"", word[-1]) == NULL)
		word--;
	if (memchr(word, '.', (size_t)(end - 1 - word)) != NULL)
		return true;
	kind = abbreviation_kind("", word, (size_t)(end - 1 - word));
	return kind == ABBREVIATION_EITHER || kind == ABBREVIATION_COMPANY ||
	       kind == ABBREVIATION_TIME || kind == ABBREVIATION_LAST;
}

bool abbreviation_is_opener(const char *language, const char *word, size_t length)
{
	bool any = true;
	size_t i;

	if (length == 0 || length > LONGEST_WORD)
		return false;
	for (i = 0; i < sizeof(openers) / sizeof(openers[0]); i++)
		any = any && !str_equal(openers[i].language, language);
	for (i = 0; i < sizeof(openers) / sizeof(openers[0]); i++)
		if ((any || str_equal(openers[i].language, language)) &&
		    is_listed(openers[i].words, word, length, false))
			return true;
	return false;
}
