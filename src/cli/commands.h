/*
 * The subcommands, one file each.
 */
#pragma once

#include "base/err.h"

struct arguments;

int command_backup(const struct arguments *arguments, struct err *err);
int command_check(const struct arguments *arguments, struct err *err);
int command_cluster(const struct arguments *arguments, struct err *err);
int command_digest(const struct arguments *arguments, struct err *err);
int command_discover(const struct arguments *arguments, struct err *err);
int command_entries(const struct arguments *arguments, struct err *err);
int command_export(const struct arguments *arguments, struct err *err);
int command_import(const struct arguments *arguments, struct err *err);
int command_extract(const struct arguments *arguments, struct err *err);
int command_once(const struct arguments *arguments, struct err *err);
int command_parse(const struct arguments *arguments, struct err *err);
int command_parser(const struct arguments *arguments, struct err *err);
int command_refresh(const struct arguments *arguments, struct err *err);
int command_reload(const struct arguments *arguments, struct err *err);
int command_run(const struct arguments *arguments, struct err *err);
int command_search(const struct arguments *arguments, struct err *err);
int command_status(const struct arguments *arguments, struct err *err);
int command_stories(const struct arguments *arguments, struct err *err);
int command_summarize(const struct arguments *arguments, struct err *err);
int command_why(const struct arguments *arguments, struct err *err);
