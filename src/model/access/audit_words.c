/* What people call the actions of the audit: a log that only its authors can read shows nobody
 * anything. SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "model/access/audit.h"

/* By the whole code, else by what follows its last dot: "test.add" is an entry added, the register
 * stands beside it. */
static const struct {
	const char *code, *label;
} actions[] = {
	{"due.list", N_("worklist shown")},
	{"due.search", N_("searched")},
	{"check.day", N_("day's check done")},
	{"check.damage", N_("damage found or mended")},
	{"due.rebuild", N_("worklist computed")},
	{"due.old-tests", N_("old tests decided")},
	{"due.bounds", N_("worklist computed")},
	{"clock.confirm", N_("clock confirmed")},
	{"clock.records", N_("list shown")},
	{"lock.broken", N_("stopped program ended")},
	{"look", N_("file opened")},
	{"list", N_("list shown")},
	{"save", N_("entry")},
	{"reveal", N_("numbers shown")},
	{"void", N_("voided")},
	{"undo", N_("undone")},
	{"import", N_("imported")},
	{"import.held", N_("imported")},
	{"import.plan", N_("import planned")},
	{"import.undo", N_("import taken back")},
	{"bring", N_("two copies brought together")},
	{"bring.look", N_("two copies compared")},
	{"handover.file", N_("hand-over file made")},
	{"handover.receipt", N_("receipt of a hand-over file made")},
	{"order.taken", N_("order taken over")},
	{"key.make", N_("signing key made")},
	{"key.add", N_("key trusted")},
	{"key.drop", N_("key trusted no more")},
	{"export", N_("exported")},
	{"export.masked", N_("exported")},
	{"export.identified", N_("exported with names")},
	{"export.many", N_("exported with names")},
	{"export.pseudonym", N_("exported under code names")},
	{"print", N_("printed")},
	{"fetch", N_("page fetched")},
	{"trip", N_("round sheet")},
	{"report", N_("return shown")},
	{"report.names", N_("names of a return")},
	{"report.send", N_("sent")},
	{"report.publish", N_("statistics for publication")},
	{"report.package", N_("return made")},
	{"report.file", N_("return written")},
	{"report.answer", N_("county's answer")},
	{"report.reply", N_("reply to the county")},
	{"sent.names", N_("names as sent")},
	{"resident.names", N_("names to check")},
	{"event.late", N_("late entries")},
	{"event.list", N_("records listed")},
	{"ledger.list", N_("records listed")},
	{"resident.search-number", N_("searched by number")},
	{"order.mend", N_("states put right")},
	{"proof.adopt", N_("records taken on for checking")},
	{"resident.mend", N_("files put right")},
	{"order.state", N_("state changed")},
	{"order.state-void", N_("state voided")},
	{"settings", N_("settings")},
	{"officers", N_("officers")},
	{"officer.key", N_("key of an officer")},
	{"officer.password", N_("password set")},
	{"officer.sessions", N_("list of sessions")},
	{"password", N_("password set")},
	{"duty.set", N_("assigned")},
	{"duty.confirm", N_("confirmed")},
	{"duty.handover", N_("handed over")},
	{"salvage", N_("damaged database saved into this one")},
	{"seal", N_("sealed")},
	{"resident.twins", N_("list of files that may be one person's")},
	{"resident.join", N_("two files joined")},
	{"resident.part", N_("joined files parted")},
	{"resident.apart", N_("two files of two people")},
	{"unseal", N_("sealed file opened")},
	{"erase", N_("erased")},
	{"restore", N_("restored")},
	{"break-glass", N_("opened in an emergency")},
	{"glass", N_("opened in an emergency")},
	{"second", N_("second person")},
	{"queue", N_("requests")},
	{"approval.ask", N_("approval asked")},
	{"approval.answer", N_("request answered")},
	{"approval.use", N_("approval used")},
	{"approval.single", N_("on a paper")},
	{"attach", N_("attachment")},
	{"audit", N_("audit")},
	{"audit.own", N_("own entries")},
	{"audit.all", N_("audit")},
	{"audit.who", N_("who looked")},
	{"maintain", N_("maintenance")},
	{"county", N_("returns of the stations")},
	{"county.receive", N_("return received")},
	{"county.answer", N_("return answered")},
	{"county.answer-file", N_("answer to a return written")},
	{"county.setup", N_("stations of the county")},
	{"county.names", N_("names of a return opened")},
	{"county.export", N_("months of the county exported")},
	{"county.init", N_("county made")},
	{"county.station-add", N_("station of the county added")},
	{"county.station-edit", N_("station of the county corrected")},
	{"county.typed-add", N_("figure typed in")},
	{"county.typed-edit", N_("figure typed in")},
	{"county.typed-void", N_("figure typed in voided")},
	{"backup", N_("backup made")},
	{"backup.second", N_("backup copied")},
	{"backup.key", N_("recovery key set")},
	{"backup.rehearsed", N_("backup rehearsed")},
	{"backup.restored-seen", N_("restore noticed")},
	{"restore", N_("restored from a backup")},
	{"login", N_("logged in")},
	{"login.elsewhere", N_("came in from elsewhere")},
	{"case.yes", N_("case confirmed")},
	{"case.no", N_("case not confirmed")},
	{"case.strict", N_("cases stand as they are")},
	{"case.station", N_("cases are everybody's")},
	{"logout", N_("logged out")},
	{"session_lost", N_("line dropped")},
	{"lock", N_("locked")},
	{"unlock", N_("unlocked")},
	{"unlock.try", N_("wrong password")},
	{"station.init", N_("station made")},
	{"station.name", N_("station named")},
	{"station.rename", N_("station renamed")},
	{"settings.put", N_("settings changed")},
	{"place.join", N_("village joined")},
	{"place.part", N_("joining taken back")},
	{"station.began", N_("first day set")},
	{"add", N_("added")},
	{"edit", N_("corrected")},
	{"search", N_("searched")},
};

static const char *label_of(const char *code) {
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (strcmp(actions[i].code, code) == 0)
			return tr(actions[i].label);
	return NULL;
}

const char *audit_action_label(const char *action) {
	const char *label = label_of(action), *dot = strrchr(action, '.');

	if (!label && dot)
		label = label_of(dot + 1);
	return label ? label : action;
}

const char *audit_result_label(const char *result) {
	return strcmp(result, "ok") == 0       ? tr(N_("done"))
	       : strcmp(result, "denied") == 0 ? tr(N_("denied"))
	                                       : result;
}
