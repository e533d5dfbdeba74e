#include "model/story.h"

const char *article_role_text(enum article_role role)
{
	switch (role) {
	case ROLE_ORIGIN:
		return "origin";
	case ROLE_REPRINT:
		return "reprint";
	case ROLE_REWRITE:
		return "rewrite";
	case ROLE_INDEPENDENT:
		break;
	}
	return "independent";
}

const char *merge_signal_text(enum merge_signal signal)
{
	switch (signal) {
	case SIGNAL_SAME_LINK:
		return "same link";
	case SIGNAL_COPIED_TEXT:
		return "copied text";
	case SIGNAL_SIMILAR:
		return "similar";
	case SIGNAL_CREDIT:
		return "credit";
	case SIGNAL_SAME_TITLE:
		return "same title";
	case SIGNAL_NONE:
		break;
	}
	return "first";
}
