#include "job/credentials.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

enum { LARGEST = 4096 };

int credentials_read(const char *path, char **credentials, struct err *err)
{
	struct buf buf = {0};
	const char *start, *end;
	int result;

	*credentials = NULL;
	if (path == NULL)
		return 0;
	result = file_read(path, LARGEST, &buf, err);
	start = buf_text(&buf);
	end = start + buf.length;
	str_trim(&start, &end);
	if (result == 0)
		*credentials = mem_dup_bytes(start, (size_t)(end - start));
	buf_clear(&buf);
	return result;
}
