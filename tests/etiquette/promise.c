#include "etiquette/promise.h"

#include "base/mem.h"
#include "etiquette/visitor.h"

#include <stdlib.h>

static int begin(void **state)
{
	const struct promise *promise = *state;

	print_message("             %s%s%s%s\n", promise->text, *promise->rules ? " (FRB " : "",
		      promise->rules, *promise->rules ? ")" : "");
	*state = visitor_new();
	return 0;
}

static int end(void **state)
{
	return visitor_free(*state);
}

int promises_keep(const struct promise *promises, size_t count)
{
	struct CMUnitTest *tests = mem_array(count, sizeof(*tests));
	int failed;

	for (size_t i = 0; i < count; i++)
		tests[i] = (struct CMUnitTest){
			promises[i].name, promises[i].test, begin, end, (void *)&promises[i],
		};
	failed = _cmocka_run_group_tests("etiquette", tests, count, NULL, NULL);
	free(tests);
	return failed;
}
