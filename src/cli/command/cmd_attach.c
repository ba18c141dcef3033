/* wubao attach: bring a paper in, to be named by a document of a dossier.
 * SPDX-License-Identifier: MIT */
#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "core/file.h"
#include "model/station/attachment.h"

static enum rc run(struct cli *c) {
	struct str bytes = {0};
	struct key_values f = {NULL, 0};
	long long number = 0;
	char text[24];
	enum rc rc;

	/* One byte more than may be: attachment_add says in its own words what is too large. */
	TRY((strcmp(c->args[0], "-") == 0 ? file_read : file_read_plain)(
		c->args[0], ATTACHMENT_MAX + 1, &bytes, &c->err));
	TRY(attachment_add(c->station, &c->actor, str_text(&bytes), bytes.n, &number, &c->err));
	snprintf(text, sizeof text, "%lld", number);
	if (c->json) {
		key_values_add_int(&f, "number", "", number);
		answer_facts(c, NULL, &f);
	} else {
		answer_text(c, text);
		answer_text(c, "\n");
	}
	out_say(c, N_("kept: name {number} as the attached file of a document; fetch {number} "
	              "brings it back"), "number", text, NULL);
out:
	key_values_clear(&f);
	str_clear(&bytes);
	return rc;
}

const struct cmd_def cmd_attach = {
	.name = "attach",
	.help = N_("Bring in a paper of a dossier, at most 8 MB; answers its number."),
	.args = "FILE", .min_args = 1, .max_args = 1,
	.example = "wubao attach 协议书.pdf\nssh wubao@station attach < 协议书.pdf",
	.text = N_("The number goes into the field Attached file of a document; from then on the "
	           "file is opened, sealed and backed up with that dossier. Papers only: no "
	           "pictures of people are kept."),
	.station = true, .run = run,
};
