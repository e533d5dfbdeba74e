#include <stdlib.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "extract/envelope.h"
#include "parse/parcel.h"
#include "sandbox/inmate.h"
#include "text/xml.h"

int command_parser(const struct arguments *arguments, struct err *err)
{
	static const inmate_work_cb works[] = {
		[INMATE_READ_FEED] = parcel_answer,
		[INMATE_READ_PAGE] = envelope_answer,
	};

	(void)arguments;
	(void)err;
	xml_init();
	exit(inmate_serve(works, sizeof(works) / sizeof(works[0])));
}
