#include "render/style.h"

/*
 * One column set like a newspaper's. Colours are named once and swapped for the
 * dark; every pair of text and ground has a contrast of 4.5 or more. Logical
 * properties (start, end) make right-to-left stories come out mirrored.
 */
static const char sheet[] =
	":root{color-scheme:light dark;--paper:#fdfbf6;--ink:#211d18;--soft:#625a4e;"
	"--rule:#d8d0c0;--link:#8c2f12;--dot:#8c2f12;"
	"--serif:'Iowan Old Style','Palatino Linotype',Palatino,'Book Antiqua',Georgia,"
	"'Noto Serif',serif;"
	"--sans:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Helvetica,Arial,sans-serif}\n"
	"@media (prefers-color-scheme:dark){:root{--paper:#17181a;--ink:#e7e2d8;--soft:#aaa498;"
	"--rule:#3d3d3f;--link:#f2ab86;--dot:#f2ab86}}\n"

	/* The page. */
	"*{box-sizing:border-box}\n"
	"html{background:var(--paper);color:var(--ink);font:100%/1.6 var(--serif);"
	"-webkit-text-size-adjust:100%;text-size-adjust:100%}\n"
	"body{max-width:42rem;margin:0 auto;padding:1.5rem 1.25rem 4rem;"
	"overflow-wrap:break-word;font-size:1.125rem}\n"
	"a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:.06em}\n"
	"a:hover{text-decoration-thickness:.12em}\n"
	"a:focus-visible{outline:.15em solid var(--link);outline-offset:.15em;border-radius:.1em}\n"
	"h1,h2,h3{line-height:1.2;font-weight:700;text-wrap:balance;margin:0;hyphens:auto;"
	"hyphenate-limit-chars:16 6 6}\n"
	"p{margin:0 0 .9em;text-wrap:pretty;hyphens:auto}\n"
	".skip{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\n"
	".skip:focus{width:auto;height:auto;clip-path:none;font:1rem var(--sans);"
	"background:var(--paper);padding:.5em .75em}\n"

	/* The masthead, between a thick and a thin line. */
	".masthead{border-top:.3rem double var(--ink);border-bottom:1px solid var(--ink);"
	"padding:1.1rem 0 1rem;margin-bottom:2rem;text-align:center}\n"
	".masthead h1{font-size:clamp(2.1rem,9vw,3.4rem);letter-spacing:-.015em;line-height:1.1}\n"
	".masthead p{font:.875rem/1.5 var(--sans);color:var(--soft);margin:.15rem 0 0;hyphens:none;"
	"text-wrap:balance}\n"
	".masthead .day{font:italic 1.125rem/1.4 var(--serif);color:var(--ink);"
	"margin:.35rem 0 .5rem}\n"

	/* The table of contents. */
	".contents{margin-bottom:2.25rem;padding-bottom:1.5rem;"
	"border-bottom:1px solid var(--rule)}\n"
	".label{font:600 .8125rem/1.4 var(--sans);letter-spacing:.07em;text-transform:uppercase;"
	"color:var(--soft);margin:0 0 .6rem}\n"
	".contents ol{margin:0;padding:0;list-style:none;counter-reset:item}\n"
	".contents li{counter-increment:item;display:flex;gap:.75rem;padding:.25rem 0;"
	"line-height:1.35;font-size:1rem}\n"
	".contents li::before{content:counter(item);font:.8125rem/1.65 var(--sans);"
	"color:var(--soft);min-width:1.4em;text-align:end;font-variant-numeric:tabular-nums}\n"
	".contents a{flex:1;text-align:left;color:var(--ink);text-decoration-color:var(--rule);"
	"padding:.1rem 0}\n"

	/* A story. */
	".story{padding-bottom:2rem;margin-bottom:2rem;border-bottom:1px solid var(--rule)}\n"
	".story h1{font-size:clamp(1.7rem,6vw,2.5rem);letter-spacing:-.012em}\n"
	".alone{border:0;margin-bottom:0;border-top:.3rem double var(--ink);padding-top:1.5rem}\n"
	".story h2{font-size:1.6rem;letter-spacing:-.008em;margin-bottom:.45rem}\n"
	".story:first-child h2{font-size:clamp(1.6rem,6vw,2.1rem)}\n"
	"h1 a,h2 a{color:inherit;text-decoration:none}\n"
	"h1 a:hover,h2 a:hover{text-decoration:underline}\n"
	".byline{font:.875rem/1.5 var(--sans);color:var(--soft);margin-bottom:.95rem;"
	"hyphens:none}\n"
	".whole,.byline time{white-space:nowrap}\n"
	".byline b{color:var(--ink);font-weight:600}\n"
	".update{font:600 .75rem/1 var(--sans);letter-spacing:.05em;text-transform:uppercase;"
	"color:var(--link);border:1px solid;border-radius:.2rem;padding:.18em .4em .14em;"
	"vertical-align:.2em;margin-inline-end:.35em;white-space:nowrap}\n"
	".links{display:flex;flex-wrap:wrap;align-items:baseline;gap:.2rem 1.5rem;"
	"margin:1.1rem 0}\n"
	".source,.own{font:.9375rem/1.5 var(--sans);margin:0;hyphens:none}\n"
	".source a{font-weight:600}\n"
	".own a{color:var(--soft);text-decoration-color:var(--rule)}\n"
	".alone .source{margin:1.1rem 0}\n"
	".story>:last-child{margin-bottom:0}\n"
	".voices{font:.9375rem/1.5 var(--sans);margin-top:1.4rem;hyphens:none}\n"

	/* Who else told it, indented beneath. */
	".coverage{margin:1.2rem 0 0;padding-inline-start:1.1rem;"
	"border-inline-start:.2rem solid var(--rule);font:.9375rem/1.5 var(--sans)}\n"
	".coverage ul,.list{margin:0;padding:0;list-style:none}\n"
	".coverage li{padding:.15rem 0}\n"
	".coverage cite{display:block;font:italic 1rem/1.4 var(--serif);color:var(--soft)}\n"
	".quiet,.coverage time{color:var(--soft)}\n"
	".timeline{position:relative;height:.8rem;margin:.9rem .4rem .2rem}\n"
	".timeline::before{content:'';position:absolute;inset:calc(50% - .5px) -.4rem auto;"
	"border-top:1px solid var(--soft)}\n"
	".timeline i{position:absolute;top:.1rem;width:.6rem;height:.6rem;margin-left:-.3rem;"
	"border:.13rem solid var(--dot);border-radius:50%;background:var(--dot)}\n"
	".timeline .copy{background:var(--paper)}\n"
	".span{display:flex;justify-content:space-between;gap:1rem;"
	"font:.8125rem/1.4 var(--sans);color:var(--soft);margin:0;hyphens:none}\n"
	".span>span+span{text-align:end}\n"

	/* Text of another direction keeps our own words on its side. */
	".story[dir=rtl] [dir=ltr]{text-align:right}"
	".story[dir=rtl] .links{justify-content:flex-end}\n"
	".story[dir=rtl] .coverage{padding:0 1.1rem 0 0;border-width:0 .2rem 0 0;"
	"border-right:.2rem solid var(--rule)}\n"
	".story[dir=rtl] :is(h1,h2){letter-spacing:normal}\n"

	/* Lists of editions and feeds, the end of the page. */
	".list li{padding:.85rem 0;border-top:1px solid var(--rule)}\n"
	".list li:last-child{border-bottom:1px solid var(--rule)}\n"
	".list:first-child>:first-child{border-top:0;padding-top:0}\n"
	".list a{font-weight:700}.list .quiet a{font-weight:400;color:inherit}\n"
	".list p{text-align:left;margin:.15rem 0 0;font-size:1rem;line-height:1.45}\n"
	".note,.list .quiet{font:.875rem/1.5 var(--sans)}\n"
	".months ul{margin:0;padding:0;list-style:none;display:flex;flex-wrap:wrap;"
	"gap:.1rem 1.25rem;font:.9375rem/1.6 var(--sans)}\n"
	"section+section,.months{margin-top:2.25rem}\n"
	".sparks{display:flex;flex-wrap:wrap;gap:.35rem 1.5rem}\n"
	".spark{display:flex;align-items:flex-end;gap:.15rem;height:1.75rem;margin-top:.4rem;"
	"border-bottom:1px solid var(--soft)}\n"
	".spark i{width:.8rem;min-height:1px;background:var(--soft)}\n"
	".spark .bad{background:none;border:.13rem solid var(--dot);border-bottom:0;"
	"min-height:.35rem}\n"
	".hours i{width:.3rem}\n"
	".none{font-style:italic;margin-bottom:2.5rem}\n"
	".troubles{margin-bottom:2rem}\n"
	".foot{margin-top:2.5rem;padding-top:1rem;border-top:.3rem double var(--ink);"
	"font:.875rem/1.6 var(--sans);color:var(--soft);text-align:center}\n"
	".foot p{margin:0 0 .4rem;hyphens:none;text-wrap:balance}\n"
	".foot a{display:inline-block;padding:.15rem .45rem}\n"

	"@media (max-width:30rem){body{padding:1rem 1rem 3rem;font-size:1.0625rem}"
	".story h2{font-size:1.4rem}}\n"
	"@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--rule:#bbb;--link:#000;--dot:#000}"
	"@page{margin:18mm}html{font-size:10pt}"
	"body{max-width:none;padding:0;font-size:1.05rem}"
	".skip,.own,.foot nav{display:none}"
	".story h2,.label,.byline{break-after:avoid}h1,h2{break-inside:avoid}"
	".links{break-before:avoid}"
	"p,li{orphans:3;widows:3}.coverage,.masthead,.list li{break-inside:avoid}"
	".source a::after{content:' (' attr(href) ')';font-weight:400;word-break:break-all}"
	".timeline i,.spark i{print-color-adjust:exact}}\n";

const char *style_sheet(void)
{
	return sheet;
}
