/*
 * Whom a request reached, as far as that tells something about our own network.
 */
#pragma once

enum contact {
	CONTACT_NONE,			/* it tells nothing: a file, a refusal, cut off by us */
	CONTACT_LOST,			/* its name was not found, or no way led there */
	CONTACT_NEAR,			/* this machine, or the networks around it */
	CONTACT_FAR,			/* the internet */
};
