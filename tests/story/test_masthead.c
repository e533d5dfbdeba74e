#include "support/unit.h"

#include "base/arena.h"
#include "story/masthead.h"

static void assert_house(const char *title, const char *domain, const char *other,
			 const char *expected)
{
	const char *titles[] = { title, other };
	struct arena *arena = arena_new();

	assert_string_equal(masthead_find(arena, title, domain, titles, other != NULL ? 2 : 1),
			    expected);
	arena_free(arena);
}

static void feeds_of_one_domain_share_the_name_of_their_house(void **state)
{
	(void)state;
	assert_house("Meridian Post: Technology", "post.example", "Meridian Post: World",
		     "Meridian Post");
	assert_house("Technology | Meridian Post", "post.example", "World | Meridian Post",
		     "Meridian Post");
	assert_house("Meridian Post – Sport", "post.example", "Meridian Post", "Meridian Post");
	assert_house("Sport – Ball – Meridian Post", "post.example", "Meridian Post: World",
		     "Meridian Post");
}

static void a_domain_tells_which_part_of_a_title_is_the_house(void **state)
{
	(void)state;
	assert_house("Meridian Post: Technology", "meridianpost.example", NULL, "Meridian Post");
	assert_house("Latest news - The Bellwether", "bellwether.example", NULL, "The Bellwether");
	assert_house("The Bellwether: Sport", "the-bellwether.example", NULL, "The Bellwether");
	/* also against what two feeds have in common besides */
	assert_house("News: Meridian Post", "meridianpost.example", "News: Others",
		     "Meridian Post");
}

static void a_title_with_no_such_part_stays_whole(void **state)
{
	(void)state;
	assert_house("Alone", "alone.example", NULL, "Alone");
	assert_house("Goats: a life", "alone.example", NULL, "Goats: a life");
	assert_house("Goats: a life", "alone.example", "Sheep: a death", "Goats: a life");
	assert_house("Goats: a life", "alone.example", "Goats: a life", "Goats: a life");
	assert_house("", "alone.example", NULL, "");
	assert_house(": ", "alone.example", ": x", ": ");
	assert_house("Goats: a life", NULL, NULL, "Goats: a life");
	assert_house("Bell: a life", "bellwether.example", NULL, "Bell: a life");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(feeds_of_one_domain_share_the_name_of_their_house),
		cmocka_unit_test(a_domain_tells_which_part_of_a_title_is_the_house),
		cmocka_unit_test(a_title_with_no_such_part_stays_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
