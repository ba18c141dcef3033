/* What add, edit and void write: people, orders, teams and every register of events, each as one
 * kind of record. SPDX-License-Identifier: MIT */
#ifndef CLI_RECORDS_H
#define CLI_RECORDS_H

#include "cli/cli.h"
#include "model/event/event.h"
#include "model/ledger/ledger.h"

struct record_kind {
	const char *id;
	const struct entity_def *entity;
	const char *owner;             /* field that --resident fills; NULL: it belongs to nobody */
	const struct event_def *event; /* of a register; NULL for the rest */
	const struct ledger_def *ledger; /* of one of the station's; NULL for the rest */
	/* NULL: cannot be corrected */
	enum rc (*get)(struct cli *c, const struct record_kind *k, long long id, void *rec);
	enum rc (*save)(struct cli *c, const struct record_kind *k, void *rec);
	/* may be NULL */
	enum rc (*check)(struct cli *c, const struct record_kind *k, void *rec,
	                 struct findings *warnings);
};

/* RC_USAGE with a suggestion, or with all there are. */
enum rc records_kind(struct cli *c, const char *word, struct record_kind *out);
/* The record a word names: its 26-character record number, or for people and orders a file number
 * (the order that counts now), else the number of the record. */
enum rc records_find(struct cli *c, const struct record_kind *k, const char *word, long long *id);
/* A person by file number, else by the number of the record. */
enum rc records_find_person(struct cli *c, const char *word, long long *id);
/* The same, and the look at that file is on record: before anything of it is shown. */
enum rc records_look_person(struct cli *c, const char *word, long long *id);
/* RC_NOT_FOUND and the sentence for it; of a word that looks like an ID number only the beginning
 * is told. */
enum rc records_no_person(struct cli *c, const char *word);
/* Take the words field=value from c->args[from] on; `field` is the field's name, header name or a
 * synonym, a blank value empties it. fresh: a new record, whose fixed fields may be set. */
enum rc records_set(struct cli *c, const struct record_kind *k, void *rec, size_t from, bool fresh);
/* Before a record is saved: what the records on file have to say to it
 * (model/rules/breach_count.h). Somebody at a terminal is asked whether to go on, once, and
 * RC_CANCELLED is their no; else it is left in told, for records_answer. */
enum rc records_ask(struct cli *c, const struct record_kind *k, const void *rec,
                    struct findings *told);
/* What was saved: the record number alone, or with --json number, kind and what the check would
 * have a person look at ("warnings"), behind what is told already; without --json that goes to
 * stderr. */
void records_answer(struct cli *c, const struct record_kind *k, void *rec, struct findings *told);

#endif
