/* What follows wubao county: a function a word. SPDX-License-Identifier: MIT */
#ifndef CLI_COUNTY_COUNTY_H
#define CLI_COUNTY_COUNTY_H

#include "cli/cmd.h"

/* CODE MONTH [NO] from argument `at` on: the return's id. */
enum rc county_read_return(struct cli *c, size_t at, long long *id);
enum rc county_station(struct cli *c);
enum rc county_receive_files(struct cli *c);
enum rc county_missing(struct cli *c);
enum rc county_returns(struct cli *c);
enum rc county_show(struct cli *c);
enum rc county_verify(struct cli *c);
enum rc county_give_answer(struct cli *c);
enum rc county_names(struct cli *c);
enum rc county_type(struct cli *c);
enum rc county_report(struct cli *c);
enum rc county_league(struct cli *c);
enum rc county_odd(struct cli *c);
enum rc county_export(struct cli *c);

/* cmd_init.c */
enum rc cli_make_database(struct cli *c, const char *name, bool county);

#endif
