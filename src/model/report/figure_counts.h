/* The figures that count the records of one register (rule 9.26), once: X(id, label, section, unit,
 * formula, what is counted: members of struct figure_count). Rows of one register, day and last day
 * stand together: one statement reads them. SPDX-License-Identifier: MIT */
#ifndef MODEL_REPORT_FIGURE_COUNTS_H
#define MODEL_REPORT_FIGURE_COUNTS_H

#include "core/tr.h"
#include "model/report/figure.h"

#define FIGURE_COUNTS(X) \
	COMING_COUNTS(X) \
	HELP_COUNTS(X) \
	AFTER_COUNTS(X) \
	STATION_COUNTS(X) \
	FOUND_COUNTS(X)

#define COMING_COUNTS(X) \
	X(released_from_centre, N_("Left a centre"), COMING, PERSONS, \
	  N_("People whose day of leaving a centre lies in the period, of whom the station was " \
	     "told."), \
	  .reg = "pickup", .day = "release_on") \
	X(fetched, N_("Fetched from a centre"), COMING, PERSONS, \
	  N_("Of these, fetched by the station."), \
	  .reg = "pickup", .day = "release_on", .when = "fetched!=") \
	X(intakes, N_("Cases found"), COMING, TIMES, \
	  N_("Case intakes of the period."), .reg = "intake") \
	X(intakes_taken, N_("Cases taken on"), COMING, TIMES, \
	  N_("Of these, taken on the register."), .reg = "intake", .when = "decision=register") \
	X(intakes_not, N_("Cases not taken on"), COMING, TIMES, \
	  N_("Of these, not taken on, or passed on to another station."), \
	  .reg = "intake", .when = "decision=none|elsewhere") \
	X(intakes_open, N_("Cases still open"), COMING, TIMES, \
	  N_("Of these, not decided yet."), .reg = "intake", .when = "decision=open|") \
	X(moved_out, N_("Handed on elsewhere"), COMING, TIMES, \
	  N_("Changes of place of the period: papers sent to another station."), \
	  .reg = "move", .when = "direction=out") \
	X(moved_in, N_("Papers taken over"), COMING, TIMES, \
	  N_("Changes of place of the period: papers received."), \
	  .reg = "move", .when = "direction=in") \
	X(dual, N_("Dual control"), COMING, PERSONS, \
	  N_("On the register, under dual control on the last day."), \
	  .reg = "dual", .until = "until") \
	X(newly_lost, N_("Went out of reach"), COMING, PERSONS, \
	  N_("People out of reach since a day of the period."), .reg = "lost") \
	X(found_again, N_("Found again"), COMING, PERSONS, \
	  N_("People out of reach who were found on a day of the period."), \
	  .reg = "lost", .day = "found") \
	X(in_grid, N_("In a grid"), COMING, PERSONS, \
	  N_("On the register, in a grid on the last day."), .reg = "grid", .until = "until") \
	X(app_registered, N_("Registered in the app"), COMING, PERSONS, \
	  N_("On the register, registered for check-ins by the last day."), \
	  .reg = "checkin", .until = "", .when = "kind=registered") \
	X(checkins_due, N_("Check-in days asked for"), COMING, DAYS, \
	  N_("Days asked for in the months of check-ins of the period."), \
	  .reg = "checkin", .sum = "days_due", .when = "kind=month") \
	X(checkins_done, N_("Check-in days done"), COMING, DAYS, \
	  N_("Of these, the days checked in."), \
	  .reg = "checkin", .sum = "days_done", .when = "kind=month") \
	X(checkin_days, N_("Check-ins day by day"), COMING, TIMES, \
	  N_("Check-ins of the period that were recorded each on its day."), \
	  .reg = "checkin", .when = "kind=day")

#define PUBLICITY "kind=lecture|board|leaflet|home|media|show|theme|contest|other"
#define COURSE "kind=skill|mandarin|law|culture|ecommerce"
/* Who is absent counts nowhere. */
#define ATTENDED(X, id, label, unit, words, ...) \
	X(id, label, HELP, unit, words, .reg = "attendance", .when = __VA_ARGS__)
#define THERE ";result=present|passed"
#define ATTENDANCE_COUNTS(X) \
	ATTENDED(X, publicity_attended, N_("Residents at publicity"), PERSONS, \
	         N_("Residents who were at publicity of the period."), "activity." PUBLICITY THERE) \
	ATTENDED(X, publicity_visits, N_("Attendances at publicity"), TIMES, \
	         N_("Of these, how often."), "activity." PUBLICITY THERE) \
	ATTENDED(X, course_attended, N_("Residents in courses"), PERSONS, \
	         N_("Residents who were in courses of the period."), "activity." COURSE THERE) \
	ATTENDED(X, course_visits, N_("Attendances in courses"), TIMES, \
	         N_("Of the residents in courses, how often."), "activity." COURSE THERE) \
	ATTENDED(X, course_passed, N_("Passed a course"), PERSONS, \
	         N_("Residents who passed a course of the period."), \
	         "activity." COURSE ";result=passed") \
	ATTENDED(X, certificates, N_("Certificates"), ITEMS, \
	         N_("Certificates that residents got in courses of the period."), \
	         "activity." COURSE THERE ";certificate!=") \
	ATTENDED(X, group_attended, N_("Residents in groups"), PERSONS, \
	         N_("Residents who were in group counselling of the period."), \
	         "activity.kind=group" THERE)

#define HELP_COUNTS(X) \
	X(planned, N_("With a help plan"), HELP, PERSONS, \
	  N_("On the register, a help plan drawn up by the last day."), \
	  .reg = "plan", .until = "") \
	X(measures_due, N_("Measures promised"), HELP, ITEMS, \
	  N_("Measures promised for a day of the period."), .reg = "measure", .day = "due_on") \
	X(measures_done, N_("Measures done"), HELP, ITEMS, \
	  N_("Of these, done by now."), .reg = "measure", .day = "due_on", .when = "done_on!=") \
	X(plan_reviews, N_("Reviews of plans"), HELP, TIMES, \
	  N_("Reviews of help plans of the period."), .reg = "review") \
	X(cases_applied, N_("Applications for help"), HELP, TIMES, \
	  N_("Applications handed in in the period."), .reg = "help_case") \
	X(cases_granted, N_("Applications granted"), HELP, TIMES, \
	  N_("Granted on a day of the period."), \
	  .reg = "help_case", .day = "decided", .when = "result=granted") \
	X(cases_refused, N_("Applications refused"), HELP, TIMES, \
	  N_("Refused on a day of the period."), \
	  .reg = "help_case", .day = "decided", .when = "result=refused") \
	X(cases_amount, N_("Granted, in money"), HELP, MONEY, \
	  N_("The amounts granted in the period, a month's or once, together, in yuan."), \
	  .reg = "help_case", .day = "decided", .sum = "amount", .when = "result=granted") \
	X(startups, N_("Start-ups helped"), HELP, PERSONS, \
	  N_("People whose start-up was granted help in the period."), \
	  .reg = "help_case", .day = "decided", .when = "kind=business;result=granted") \
	X(fees_waived, N_("Fees waived"), HELP, MONEY, \
	  N_("Fees waived in the period, together, in yuan."), \
	  .reg = "help_case", .day = "decided", .sum = "waived", .when = "result=granted") \
	X(aid_running, N_("Aid running"), HELP, PERSONS, \
	  N_("On the register, an aid that was granted is being paid on the last day."), \
	  .reg = "help_case", .day = "paid_from", .until = "until", \
	  .when = "paid_from!=;result=granted") \
	X(allowance_running, N_("Allowance running"), HELP, PERSONS, \
	  N_("Of these, the subsistence allowance."), .reg = "help_case", .day = "paid_from", \
	  .until = "until", .when = "paid_from!=;kind=allowance;result=granted") \
	X(in_hardship, N_("In hardship"), HELP, PERSONS, \
	  N_("On the register, in hardship of any kind on the last day."), \
	  .reg = "hardship", .until = "until") \
	X(hardship_new, N_("New in hardship"), HELP, PERSONS, \
	  N_("People whose hardship began in the period."), .reg = "hardship") \
	X(out_of_hardship, N_("Out of hardship"), HELP, PERSONS, \
	  N_("People whose hardship ended on a day of the period."), \
	  .reg = "hardship", .day = "until") \
	X(in_care, N_("In care"), HELP, PERSONS, \
	  N_("On the register, ill or disabled and in care on the last day."), \
	  .reg = "care", .until = "until") \
	X(places_taken, N_("Places taken"), HELP, PERSONS, \
	  N_("Of these, at an organisation of the directory whose places are counted."), \
	  .reg = "care", .until = "until", .when = "facility@org.capacity!=") \
	X(in_community, N_("In a rehabilitation community"), HELP, PERSONS, \
	  N_("Of those in care, in a rehabilitation community of the directory."), \
	  .reg = "care", .until = "until", .when = "facility@org.kind=centre") \
	X(care_new, N_("Taken into care"), HELP, PERSONS, \
	  N_("People taken into care in the period."), .reg = "care") \
	X(referrals, N_("Referrals to a doctor"), HELP, TIMES, \
	  N_("Referrals and visits to a doctor of the period."), .reg = "referral") \
	X(maintained, N_("In maintenance treatment"), HELP, PERSONS, \
	  N_("On the register, in maintenance treatment on the last day."), \
	  .reg = "maintenance", .until = "until") \
	X(maintained_new, N_("Began maintenance treatment"), HELP, PERSONS, \
	  N_("People whose maintenance treatment began in the period."), .reg = "maintenance") \
	X(paired, N_("In a pair"), HELP, PERSONS, \
	  N_("On the register, paired with a cadre on the last day."), \
	  .reg = "pair", .until = "until") \
	X(paired_new, N_("Newly paired"), HELP, PERSONS, \
	  N_("People whose pairing began in the period."), .reg = "pair") \
	X(counselled, N_("One-to-one counselling"), HELP, TIMES, \
	  N_("Counselling one to one in the period."), .reg = "counsel") \
	X(counselled_people, N_("People counselled"), HELP, PERSONS, \
	  N_("Of these, the people."), .reg = "counsel") \
	X(family_contacts, N_("Family contacts"), HELP, TIMES, \
	  N_("Contacts of residents with their families in the period."), .reg = "family") \
	X(family_phone, N_("Of these, by phone"), HELP, TIMES, \
	  N_("Of the family contacts, those by phone."), .reg = "family", .when = "way=phone") \
	X(family_video, N_("Of these, by video"), HELP, TIMES, \
	  N_("Of the family contacts, those by video."), .reg = "family", .when = "way=video") \
	X(family_letter, N_("Of these, by letter"), HELP, TIMES, \
	  N_("Of the family contacts, those by letter."), .reg = "family", .when = "way=letter") \
	X(labour_times, N_("Community work"), HELP, TIMES, \
	  N_("Community work of the period, person by person."), .reg = "labour") \
	X(labour_hours, N_("Hours of community work"), HELP, HOURS, \
	  N_("Of these, the hours together."), .reg = "labour", .sum = "hours") \
	X(relief_visits, N_("Relief visits"), HELP, TIMES, \
	  N_("Relief visits of the period."), .reg = "relief") \
	X(relief_people, N_("Households visited with relief"), HELP, PERSONS, \
	  N_("Of these, the people visited, each a household."), .reg = "relief") \
	X(relief_amount, N_("Relief in money"), HELP, MONEY, \
	  N_("Of these, the amounts together, in yuan."), .reg = "relief", .sum = "amount") \
	X(attended, N_("Activities attended"), HELP, TIMES, \
	  N_("Residents at lectures, courses and groups of the period, each time counted."), \
	  .reg = "attendance", .when = "result=present|passed") \
	X(with_income, N_("Work with a known income"), HELP, PERSONS, \
	  N_("On the register, with work on the last day whose income is known."), \
	  .reg = "work", .until = "until", .newest = true, .when = "wage!=") \
	X(income_sum, N_("Incomes together"), HELP, MONEY, \
	  N_("Of these, the monthly incomes together, in yuan."), \
	  .reg = "work", .until = "until", .newest = true, .sum = "wage") \
	X(income_highest, N_("Highest income"), HELP, HIGHEST, \
	  N_("Of these, the highest monthly income, in yuan."), \
	  .reg = "work", .until = "until", .newest = true, .sum = "wage") \
	ATTENDANCE_COUNTS(X)

#define AFTER_COUNTS(X) \
	X(followups, N_("Follow-ups"), AFTER, TIMES, \
	  N_("Follow-ups of the period."), .reg = "followup") \
	X(followup_people, N_("People followed up"), AFTER, PERSONS, \
	  N_("Of these, the people."), .reg = "followup") \
	X(followup_elsewhere, N_("Followed up elsewhere"), AFTER, PERSONS, \
	  N_("Of these, the people who live in another county."), \
	  .reg = "followup", .when = "county!=") \
	X(followup_accepted, N_("Accepted by family and community"), AFTER, PERSONS, \
	  N_("Of these, the people whom family and community accept well."), \
	  .reg = "followup", .when = "family=good;community=good") \
	X(followup_used, N_("Follow-up says used again"), AFTER, PERSONS, \
	  N_("Of these, the people who used again."), .reg = "followup", .when = "used_again=yes")

#define OF_TEAM "kind=staff|study|expert"
#define NAMED_UNITS(X, id, label, code) \
	X(id, label, STATION, ITEMS, N_("Of the units named drug-free, those of this kind."), \
	  .reg = "unit", .day = "named", .until = "withdrawn", .when = "named!=;kind=" code)
/* Of the station's own ledgers: of nobody, by village where the record has one. */
#define STATION_COUNTS(X) \
	X(publicity, N_("Publicity"), STATION, TIMES, \
	  N_("Publicity of the period of any kind, as often as it was held."), \
	  .reg = "session", .sum = "sessions", .when = PUBLICITY) \
	X(publicity_people, N_("People reached by it"), STATION, HEADS, \
	  N_("Of the publicity, the people together."), \
	  .reg = "session", .sum = "people", .when = PUBLICITY) \
	X(publicity_papers, N_("Papers given out"), STATION, SHEETS, \
	  N_("Of the publicity, the papers given out."), \
	  .reg = "session", .sum = "materials", .when = PUBLICITY) \
	X(lessons, N_("Lessons at schools"), STATION, TIMES, \
	  N_("Lessons at schools in the period."), \
	  .reg = "session", .sum = "sessions", .when = "kind=class") \
	X(lessons_planned, N_("Lessons planned"), STATION, TIMES, \
	  N_("Of these lessons, how many were planned."), \
	  .reg = "session", .sum = "planned_sessions", .when = "kind=class") \
	X(contest_people, N_("People in contests"), STATION, HEADS, \
	  N_("People who took part in contests of the period."), \
	  .reg = "session", .sum = "people", .when = "kind=contest") \
	X(contest_planned, N_("People expected in contests"), STATION, HEADS, \
	  N_("Of these contests, the people who were to take part."), \
	  .reg = "session", .sum = "planned_people", .when = "kind=contest") \
	X(hall_visitors, N_("Visitors of halls"), STATION, HEADS, \
	  N_("People on visits to halls in the period."), \
	  .reg = "session", .sum = "people", .when = "kind=hall") \
	X(groups, N_("Group counselling"), STATION, TIMES, \
	  N_("Group counselling of the period, as often as it was held."), \
	  .reg = "session", .sum = "sessions", .when = "kind=group") \
	X(group_people, N_("People in groups"), \
	  STATION, HEADS, N_("Of these, the people together."), \
	  .reg = "session", .sum = "people", .when = "kind=group") \
	X(courses, N_("Courses"), STATION, TIMES, \
	  N_("Courses of the period: skills, Putonghua, law, general, e-commerce."), \
	  .reg = "session", .sum = "sessions", .when = COURSE) \
	X(course_people, N_("People in courses"), STATION, HEADS, \
	  N_("Of these, the people together."), .reg = "session", .sum = "people", .when = COURSE) \
	X(team_courses, N_("Training of the team"), STATION, TIMES, \
	  N_("Training of staff, study visits and experts' lectures of the period."), \
	  .reg = "session", .sum = "sessions", .when = OF_TEAM) \
	X(team_people, N_("Trained in the team"), STATION, HEADS, \
	  N_("Of these, the people together."), \
	  .reg = "session", .sum = "people", .when = OF_TEAM) \
	X(meetings, N_("Meetings"), STATION, TIMES, N_("Meetings of the period of any kind."), \
	  .reg = "session", .sum = "sessions", .when = "kind=leading|regular|cases|meeting") \
	X(partners, N_("Employers and bases"), STATION, ITEMS, \
	  N_("Employers and help bases on the last day."), .reg = "org", .day = "since", \
	  .until = "until", .when = "kind=employer|base") \
	X(schools, N_("Schools"), STATION, ITEMS, N_("Schools in the directory on the last day."), \
	  .reg = "org", .day = "since", .until = "until", .when = "kind=school") \
	X(schools_connected, N_("Schools connected"), STATION, ITEMS, \
	  N_("Of these, connected."), .reg = "org", .day = "since", .until = "until", \
	  .when = "kind=school;connected=yes") \
	X(pupils, N_("Pupils"), STATION, HEADS, N_("Pupils of these schools."), .reg = "org", \
	  .day = "since", .until = "until", .sum = "pupils", .when = "kind=school") \
	X(pupils_registered, N_("Pupils registered"), STATION, HEADS, \
	  N_("Of these pupils, those registered."), .reg = "org", .day = "since", .until = "until", \
	  .sum = "registered", .when = "kind=school") \
	X(points, N_("Work points"), STATION, ITEMS, \
	  N_("Work points and stations in the directory on the last day."), .reg = "org", \
	  .day = "since", .until = "until", .when = "kind=point|station") \
	X(places_offered, N_("Places there are"), STATION, ITEMS, \
	  N_("Places of the organisations that count them, on the last day."), \
	  .reg = "org", .day = "since", .until = "until", .sum = "capacity") \
	X(full_time, N_("Full-time workers"), STATION, HEADS, \
	  N_("Full-time workers on the last day."), .reg = "staff", .day = "since", \
	  .until = "until", .when = "full_time=yes") \
	X(volunteers, N_("Volunteers"), STATION, HEADS, N_("Volunteers on the last day."), \
	  .reg = "staff", .day = "since", .until = "until", .when = "kind=volunteer") \
	X(units_applied, N_("Applied as drug-free"), STATION, ITEMS, \
	  N_("Units that applied in the period to be named drug-free."), \
	  .reg = "unit", .day = "applied") \
	X(units_named, N_("Named drug-free"), STATION, ITEMS, \
	  N_("Standing number: units named and not withdrawn by the last day."), .reg = "unit", \
	  .day = "named", .until = "withdrawn", .when = "named!=") \
	NAMED_UNITS(X, units_village, N_("Drug-free villages"), "village") \
	NAMED_UNITS(X, units_work, N_("Drug-free work units"), "work") \
	NAMED_UNITS(X, units_town, N_("Drug-free townships"), "town") \
	NAMED_UNITS(X, units_school, N_("Drug-free schools"), "school") \
	NAMED_UNITS(X, units_enterprise, N_("Drug-free enterprises"), "enterprise") \
	X(units_withdrawn, N_("Naming withdrawn"), STATION, ITEMS, \
	  N_("Units whose naming was withdrawn in the period."), \
	  .reg = "unit", .day = "withdrawn") \
	X(fund_income, N_("Income of the help fund"), STATION, MONEY, \
	  N_("What came into the help fund in the period, in yuan."), \
	  .reg = "money", .sum = "amount", .when = "account=fund;way=in") \
	X(fund_sales, N_("Of this, from sales"), STATION, MONEY, \
	  N_("Of this, shares of sales."), \
	  .reg = "money", .sum = "amount", .when = "account=fund;way=in;purpose=sales") \
	X(fund_given, N_("Given from the help fund"), STATION, MONEY, \
	  N_("What went out of the help fund in the period, in yuan."), \
	  .reg = "money", .sum = "amount", .when = "account=fund;way=out") \
	X(fund_grants, N_("Grants of the help fund"), STATION, TIMES, \
	  N_("Of this, how often help was given."), \
	  .reg = "money", .when = "account=fund;way=out;purpose=grant") \
	X(produce_bought, N_("Bought from residents"), STATION, MONEY, \
	  N_("Produce bought from residents in the period, in yuan."), \
	  .reg = "money", .sum = "amount", .when = "way=out;purpose=purchase") \
	X(work_funds, N_("Working funds received"), STATION, MONEY, \
	  N_("What came into the working funds in the period, in yuan."), \
	  .reg = "money", .sum = "amount", .when = "account=work;way=in") \
	X(fund_balance, N_("Balance of the help fund"), STATION, MONEY, \
	  N_("What came in without what went out, up to the last day, in yuan."), .reg = "money", \
	  .until = "", .sum = "amount", .when = "account=fund", .minus = "way=out") \
	X(sweep_households, N_("Households to check"), STATION, HOUSEHOLDS, \
	  N_("Households of the rounds that began in the period."), \
	  .reg = "round", .day = "since", .sum = "households") \
	X(sweep_checked, N_("Households checked"), STATION, HOUSEHOLDS, \
	  N_("Of these, the households checked."), \
	  .reg = "round", .day = "since", .sum = "checked") \
	X(sweep_people, N_("People to check"), STATION, HEADS, \
	  N_("People of the rounds that began in the period."), \
	  .reg = "round", .day = "since", .sum = "people") \
	X(sweep_people_checked, N_("People checked"), STATION, HEADS, \
	  N_("Of these, the people checked."), \
	  .reg = "round", .day = "since", .sum = "people_checked") \
	X(sweep_found, N_("Found not on the register"), STATION, HEADS, \
	  N_("Found by these rounds, not on the register."), \
	  .reg = "round", .day = "since", .sum = "found") \
	X(sweep_taken, N_("Of these, taken on"), STATION, HEADS, \
	  N_("Of those found by the rounds, taken on."), \
	  .reg = "round", .day = "since", .sum = "taken_on") \
	X(round_people, N_("Residents checked"), STATION, PERSONS, \
	  N_("Residents with a line of a round in the period."), .reg = "round_line") \
	X(output, N_("Output value"), STATION, MONEY, \
	  N_("Output values of periods that begin in the period, in yuan."), \
	  .reg = "value", .day = "since", .sum = "reached", .when = "what=output") \
	X(satisfaction_sum, N_("Satisfaction, all surveys"), STATION, HUNDREDTHS, \
	  N_("What surveys of the period say, together."), \
	  .reg = "value", .day = "since", .sum = "reached", .when = "what=satisfaction") \
	X(surveys, N_("Surveys"), STATION, TIMES, N_("Surveys of periods that begin in the period."), \
	  .reg = "value", .day = "since", .when = "what=satisfaction") \
	X(score_sum, N_("Points of the standard"), STATION, HUNDREDTHS, \
	  N_("Points reached on the check list, of periods that begin in the period."), \
	  .reg = "value", .day = "since", .sum = "reached", .when = "what=score") \
	X(score_most, N_("Points there are"), STATION, HUNDREDTHS, \
	  N_("Of these, the points that could be reached."), \
	  .reg = "value", .day = "since", .sum = "most", .when = "what=score") \
	X(population, N_("Population"), STATION, HUNDREDTHS, \
	  N_("Population of the periods that hold the last day."), .reg = "value", \
	  .day = "since", .until = "until", .sum = "reached", .when = "what=population") \
	X(tasks_due, N_("Resolutions due"), STATION, ITEMS, \
	  N_("Tasks to be done by a day of the period."), .reg = "task", .day = "until") \
	X(tasks_done, N_("Resolutions carried out"), STATION, ITEMS, \
	  N_("Of these, done by now."), .reg = "task", .day = "until", .when = "done_on!=") \
	X(aftercare, N_("Help after sealing"), STATION, TIMES, \
	  N_("Help and follow-up of who is sealed, in the period."), .reg = "aftercare")

/* Columns of the table of a sweep alone, in its order. */
#define FOUND(X, id, label, code) \
	X(id, label, STATION, PERSONS, N_("Of the residents checked, who was found so."), \
	  .reg = "round_line", .when = "found_as=" code)
#define FOUND_COUNTS(X) \
	FOUND(X, found_here, N_("Here"), "here") \
	FOUND(X, found_abroad, N_("Outside the province"), "abroad") \
	FOUND(X, found_province, N_("Away in the province"), "province") \
	FOUND(X, found_prison, N_("In prison"), "prison") \
	FOUND(X, found_isolation, N_("In compulsory isolation"), "isolation") \
	FOUND(X, found_treatment, N_("In treatment"), "treatment") \
	FOUND(X, found_custody, N_("Detained or arrested"), "custody") \
	FOUND(X, found_clean, N_("Abstinent three years"), "clean") \
	FOUND(X, found_lost, N_("Contact lost"), "lost") \
	FOUND(X, found_died, N_("Deceased"), "died") \
	FOUND(X, found_other, N_("Found otherwise"), "other|")

/* Place of each in figure_counts. */
#define COUNT_PLACE(id, ...) COUNT_##id,
enum figure_count_place { FIGURE_COUNTS(COUNT_PLACE) FIGURE_COUNTED };

#endif
