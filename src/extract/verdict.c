#include "extract/verdict.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "extract/about.h"
#include "extract/cue.h"
#include "extract/tree.h"
#include "text/span.h"

enum {
	SHORT_PAGE = 1200,		/* letters: an article is longer than an excuse */
	SHORT_ARTICLE = 3000,		/* … and than the taste of one */
	LEAST_TEASERS = 6,		/* headlines that link elsewhere */
	LISTED_PROSE = 400,		/* letters; with more there is an article too */
};

static const char *const challenges[] = {
	"just a moment", "checking your browser", "verify you are human", "verifying you are human",
	"are you a robot", "not a robot", "unusual traffic", "attention required",
	"enable javascript and cookies", "ddos protection by", "pardon our interruption",
	"complete the security check", "solve the captcha", "bot verification", NULL,
};

static const char *const errors[] = {
	"404", "403 forbidden", "page not found", "not found", "access denied",
	"internal server error", "service unavailable", "bad gateway", "seite nicht gefunden",
	"page introuvable", "página no encontrada", "pagina non trovata",
	"pagina niet gevonden", "страница не найдена", "Страница не найдена",
	"no longer available", NULL,
};

static const char *const consents[] = {
	"we value your privacy", "before you continue", "accept all cookies", "accept cookies to",
	"your privacy choices", "manage cookie", "consent to the use of", "wir verwenden cookies",
	"ihre privatsphäre", "mit werbung weiterlesen", "nous utilisons des cookies",
	"utilizamos cookies", "utilizziamo i cookie", "we and our partners", NULL,
};

static const char *const paywalls[] = {
	"subscribe to continue", "subscribe to read", "to continue reading", "already a subscriber",
	"for subscribers only", "this article is for subscribers", "log in to read",
	"become a member to read", "to view the full story", "to read the full story",
	"start your free trial", "weiterlesen mit", "jetzt weiterlesen", "nur für abonnenten",
	"exklusiv für abonnenten", "article réservé aux abonnés",
	"réservé aux abonnés", "pour lire la suite", "il vous reste",
	"suscríbete para", "contenido exclusivo para suscriptores", "abbonati per",
	"assine para ler", "exclusivo para assinantes", NULL,
};

static bool has_any(const char *text, const char *const *phrases)
{
	for (; *phrases != NULL; phrases++) {
		if (span_find(span_of(text), *phrases).at != NULL)
			return true;
	}
	return false;
}

/* Headings that are links: each leads to an article. What was left out counts too. */
static size_t count_teasers(const struct tree *tree)
{
	enum { LEAST_HEADLINE = 20 };
	size_t i, count = 0;

	for (i = 0; i < tree->count; i++) {
		const struct tree_node *node = &tree->nodes[i];

		if (node->own.linked > LEAST_HEADLINE &&
		    ((node->role | tree->nodes[node->parent].role) & ROLE_HEADING))
			count++;
	}
	return count;
}

static bool is_locked(const struct tree *tree, const struct about *about, const char *page)
{
	size_t i;

	if (about->is_locked || has_any(page, paywalls))
		return true;
	for (i = 0; i < tree->count; i++) {
		if (tree->nodes[i].cues & CUE_PAYWALL && !tree_is(&tree->nodes[i], "body") &&
		    !tree_is(&tree->nodes[i], "html") && tree->nodes[i].own.text > 0)
			return true;
	}
	return false;
}

enum extract_kind verdict_on(const struct tree *tree, size_t place, const struct about *about)
{
	const struct tree_measure *article = &tree->nodes[place].all;
	const char *title = about->page_title != NULL ? about->page_title : "";
	struct buf page = {0};
	enum extract_kind kind = EXTRACT_ARTICLE;

	if (article->prose >= SHORT_ARTICLE)
		return kind;
	tree_add_text(tree, 0, &page);
	if (article->prose < SHORT_PAGE && page.length < SHORT_PAGE * 3 &&
	    has_any(buf_text(&page), challenges))
		kind = EXTRACT_CHALLENGE;
	else if (article->prose < SHORT_PAGE && has_any(title, errors))
		kind = EXTRACT_ERROR;
	else if (article->prose < LISTED_PROSE && has_any(buf_text(&page), consents))
		kind = EXTRACT_CONSENT;
	else if (article->prose < LISTED_PROSE && count_teasers(tree) >= LEAST_TEASERS)
		kind = EXTRACT_LISTING;
	else if (is_locked(tree, about, buf_text(&page)))
		kind = EXTRACT_PAYWALL;
	buf_clear(&page);
	return kind;
}
