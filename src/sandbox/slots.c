#include "sandbox/slots.h"

#include "config.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static const size_t WHOLE = (size_t)SLOT_COUNT * SLOT_SIZE;

char *slots_map(int file)
{
	void *slots = mmap(NULL, WHOLE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);

	return slots != MAP_FAILED ? slots : NULL;
}

int slots_new(char **slots, struct err *err)
{
	int file = memfd_create("granola", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	char *map = NULL;

	if (file >= 0 && ftruncate(file, (off_t)WHOLE) == 0 &&
	    fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0)
		map = slots_map(file);
	if (map != NULL) {
		*slots = map;
		return file;
	}
	err_set_errno(err, ERR_INTERNAL, "shared memory");
	if (file >= 0)
		close(file);
	return -1;
}

void slots_free(char *slots)
{
	munmap(slots, WHOLE);
}

char *slots_at(char *slots, size_t index)
{
	return slots + index * SLOT_SIZE;
}

void slots_empty(char *slots, size_t index)
{
	madvise(slots_at(slots, index), SLOT_SIZE, MADV_REMOVE);
}
