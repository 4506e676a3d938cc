# ./dev run: the app and the sandbox on one origin. The sandbox prints its address and test persons.
# shellcheck shell=bash
source tools/build.sh
source tools/sandbox.sh

cmd_run() { run_with cmd_build "$@"; }

# run_with BUILD [OPTIONS]: what a command line cannot mean is told before anything is built.
run_with() {
    local build=$1 port=${MOTCUA_PORT:-8080} overlay= options=()
    shift
    while [ $# -gt 0 ]; do
        case $1 in
            --port=*) port=${1#*=} ;;
            --port) port=${2:-none}; [ $# -eq 1 ] || shift ;;
            --overlay=*) overlay=${1#*=} ;;
            --overlay)
                [ $# -gt 1 ] || fail "--overlay lacks its file" "./dev run --overlay overlays/phu-tho.toml"
                overlay=$2; shift ;;
            *) options+=("$1") ;;
        esac
        shift
    done
    [[ $port =~ ^[0-9]+$ ]] || fail "--port takes a number" "./dev run --port 8090"
    if port_taken "$port" || port_taken "$((port + 1))"; then
        fail "port $port or $((port + 1)) is in use" "end what listens there, or ./dev run --port 8090"
    fi
    if [ -n "$overlay" ]; then
        forms lint --overlay "$overlay" ||
            fail "the overlay is not served: $overlay" "each line above says where it is wrong and what to do; docs/overlays.md"
        options+=(--overlay "$overlay")
    fi
    $build
    build_sandbox
    mkdir -p var
    exec "$sandbox" serve --port "$port" --dist dist --db var/sandbox.sqlite "${options[@]}"
}
