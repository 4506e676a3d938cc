# ./dev look: the same as ./dev run with an app that is built quickly, for looking at a change.
# shellcheck shell=bash
source tools/run.sh

cmd_look() { run_with build_quickly "$@"; }
