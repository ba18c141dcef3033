# bash completion for wubao; made from the program's tables by `make man`.
_wubao() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= w
	for w in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
		case $w in
		init|import|export|report|sent|list|show|due|old-tests|add|edit|void|state|events|five|rules|clocks|team|handover|trip|info|check|check-terminal|audit|officer|join|part|bring|seal|unseal|erase|queue|glass|fetch|attach|clock|backup|restore|salvage|station|templates|print|key|handover-file|answer|county|help) command=$w; break ;;
		esac
	done
	case $before in
	--lang) COMPREPLY=($(compgen -W 'zh zh_CN en' -- "$word")); return ;;
	--mode) COMPREPLY=($(compgen -W 'single station' -- "$word")); return ;;
	--kind) COMPREPLY=($(compgen -W 'month status tests risk assignment completion workload sweep after' -- "$word")); return ;;
	--by) COMPREPLY=($(compgen -W 'village team officer county' -- "$word")); return ;;
	--draft) COMPREPLY=($(compgen -W 'refusal breach relapse expiry' -- "$word")); return ;;
	--role) COMPREPLY=($(compgen -W 'officer head auditor reader' -- "$word")); return ;;
	--mode) COMPREPLY=($(compgen -W 'single station' -- "$word")); return ;;
	--kind) COMPREPLY=($(compgen -W 'month status tests risk assignment sweep' -- "$word")); return ;;
	--by) COMPREPLY=($(compgen -W 'station month place' -- "$word")); return ;;
	esac
	local options='--db --config --today --officer --lang --no-input --yes --json --csv --output --read-only --quiet --help --version'
	case $command in
	'') [[ $word == -* ]] || options='init import export report sent list show due old-tests add edit void state events five rules clocks team handover trip info check check-terminal audit officer join part bring seal unseal erase queue glass fetch attach clock backup restore salvage station templates print key handover-file answer county help' ;;
	init) options+=' --station --officer --login --mode' ;;
	import) options+=' --dry-run --register --encoding --delimiter --sheet --header-line --column --answer --undo --all --reason' ;;
	export) options+=' --output --all --format --identified --template --pseudonym --same-as --to --reason --encoding' ;;
	report) options+=' --month --quarter --year --kind --by --compare --names --template --publish --least --encoding --output --check --send --note --number --full' ;;
	sent) options+=' --names --places --print --encoding --output' ;;
	list) options+=' --view --state --village --team --worker --risk --term-year --person --of --action --from --to --from-seq --to-seq --month --gaps --all --find --late --names --limit --sort --columns --template --identified --reason --encoding' ;;
	show) options+=' --order --reveal --reason' ;;
	due) options+=' --group --village --team --worker --counts --limit --sort --columns' ;;
	old-tests) options+=' --reason' ;;
	add) options+=' --resident' ;;
	edit) options+=' --reason' ;;
	void) options+=' --reason' ;;
	state) options+=' --date --reason --document --cause --moved-to --papers-sent --receipt --order --undo' ;;
	events) options+=' --void' ;;
	five) options+=' --gaps --village --team --member --holders' ;;
	clocks) options+=' --evidence --draft --print --identified --reason' ;;
	team) options+=' --all' ;;
	handover) options+=' --from --to --date --team --dry-run --undo' ;;
	trip) options+=' --date --village' ;;
	audit) options+=' --anchors --head --of --action --from --to --limit' ;;
	officer) options+=' --role --key --also' ;;
	join) options+=' --take --keep --not-same --reason --unit --document' ;;
	part) options+=' --give --keep --reason --unit --document' ;;
	bring) options+=' --take --all --dry-run' ;;
	seal) options+=' --reason' ;;
	unseal) options+=' --unit --document --article --reason' ;;
	erase) options+=' --unit --document --reason' ;;
	glass) options+=' --reason' ;;
	fetch) options+=' --text' ;;
	clock) options+=' --confirm --reason' ;;
	backup) options+=' --to' ;;
	restore) options+=' --check --key-file --unit --document --reason' ;;
	salvage) options+=' --output' ;;
	station) options+=' --since --basis --code' ;;
	templates) options+=' --show --check --columns --output' ;;
	print) options+=' --blank --order --identified --reason --output' ;;
	key) options+=' --name --reason' ;;
	handover-file) options+=' --to --output --reason --open --taken-on --trust --dry-run' ;;
	answer) options+=' --reason' ;;
	county) options+=' --county --officer --login --mode --code --name --key --from --to --package --centre --note --month --accept --back --reason --question --source --station --quarter --year --kind --by --with-typed --encoding --output' ;;
	esac
	if [[ $word == -* || -z $command ]]; then
		COMPREPLY=($(compgen -W "$options" -- "$word"))
	else
		COMPREPLY=($(compgen -f -- "$word"))
	fi
}
complete -o filenames -F _wubao wubao
