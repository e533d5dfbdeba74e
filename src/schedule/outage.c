#include "schedule/outage.h"

static size_t enough(const struct outage *outage)
{
	bool are_many = outage->followed == 0 || outage->followed > OUTAGE_HOSTS;

	return are_many ? OUTAGE_HOSTS : outage->followed;
}

static bool is_lost(const struct outage *outage, uint64_t host)
{
	size_t i;

	for (i = 0; i < outage->count; i++) {
		if (outage->lost[i] == host)
			return true;
	}
	return false;
}

static void note_lost(struct outage *outage, const struct sighting *sighting, int64_t now)
{
	if (outage->count == OUTAGE_HOSTS || is_lost(outage, sighting->host))
		return;
	if (!sighting->was_well && enough(outage) == OUTAGE_HOSTS)
		return;
	if (outage->count == 0)
		outage->since = now;
	outage->well += sighting->was_well;
	outage->lost[outage->count++] = sighting->host;
}

static bool speaks_for_all(const struct outage *outage, const struct sighting *sighting)
{
	return sighting->contact == CONTACT_FAR || !outage->follows_far ||
	       is_lost(outage, sighting->host);
}

static void note_reached(struct outage *outage, const struct sighting *sighting, int64_t now)
{
	if (!speaks_for_all(outage, sighting))
		return;
	if (outage->is_down)
		outage->ended = now;
	outage->since = 0;
	outage->count = 0;
	outage->well = 0;
	outage->is_down = false;
}

void outage_note(struct outage *outage, const struct sighting *sighting, int64_t now)
{
	if (now < outage->since)		/* the clock was put back */
		outage->since = now;
	switch (sighting->contact) {
	case CONTACT_NONE:
		break;
	case CONTACT_LOST:
		note_lost(outage, sighting, now);
		break;
	case CONTACT_NEAR:
	case CONTACT_FAR:
		note_reached(outage, sighting, now);
		break;
	}
}

bool outage_excuses(const struct outage *outage, const struct sighting *loss, int64_t now)
{
	int64_t since = now - outage->ended;

	return outage->is_down || (since >= 0 && loss->seconds >= since);
}

bool outage_is_possible(const struct outage *outage)
{
	return outage->well > 0 && outage->followed != 1;
}

bool outage_begins(struct outage *outage, bool is_final, int64_t now)
{
	if (outage->is_down || outage->count < enough(outage) || outage->well < OUTAGE_FEWEST)
		return false;
	outage->is_down = is_final || now - outage->since >= OUTAGE_SECONDS;
	return outage->is_down;
}
