/*
 * unit.h - the end of a unit test: run the tests that are named.
 *
 *     UNIT_MAIN("arena", memory_is_zeroed, the_limit_holds)
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEST_UNIT_H
#define HSY_TEST_UNIT_H

#include <check.h>

static inline int unit_run(const char *name, const TTest *const *tests, size_t count)
{
    Suite *suite = suite_create(name);
    TCase *all = tcase_create(name);

    for (size_t i = 0; i < count; i++)
        tcase_add_test(all, tests[i]);
    tcase_set_timeout(all, 60);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}

#define UNIT_MAIN(name, ...)                                                                    \
    int main(void)                                                                             \
    {                                                                                          \
        const TTest *const tests[] = {__VA_ARGS__};                                            \
        return unit_run(name, tests, sizeof tests / sizeof *tests);                            \
    }

#endif
