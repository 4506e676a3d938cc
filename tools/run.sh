# ./dev run: the app and the sandbox on one origin. The sandbox prints its address and test persons.
# shellcheck shell=bash
source tools/build.sh
source tools/sandbox.sh

cmd_run() {
    local port=${MOTCUA_PORT:-8080} options=()
    while [ $# -gt 0 ]; do
        case $1 in
            --port=*) port=${1#*=} ;;
            --port) port=${2:-none}; [ $# -eq 1 ] || shift ;;
            *) options+=("$1") ;;
        esac
        shift
    done
    [[ $port =~ ^[0-9]+$ ]] || fail "--port takes a number" "./dev run --port 8090"
    if port_taken "$port" || port_taken "$((port + 1))"; then
        fail "port $port or $((port + 1)) is in use" "end what listens there, or ./dev run --port 8090"
    fi
    cmd_build
    build_sandbox
    mkdir -p var
    exec "$sandbox" serve --port "$port" --dist dist --db var/sandbox.sqlite "${options[@]}"
}
