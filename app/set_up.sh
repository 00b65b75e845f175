# Installs what is missing on Debian 12/13 and Ubuntu 24.04; sourced by app/run.sh and tests/run.sh.

build_packages=(g++ cmake ninja-build ccache libdnnl-dev libeigen3-dev nlohmann-json3-dev libicu-dev libcli11-dev
    libzip-dev libcurl4-openssl-dev qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    libgl-dev libqcustomplot-dev)
run_packages=(fonts-dejavu-core qt6-translations-l10n python3 python3-pip)
test_packages=(libgtest-dev libgmock-dev xvfb xdotool xclip imagemagick clang-format libclang-rt-dev)

say() { printf '%s\n' "$*" >&2; }

known_system() {
    local ID='' VERSION_ID=''
    [ -r /etc/os-release ] && . /etc/os-release
    case "$ID:$VERSION_ID" in
        debian:12 | debian:13 | ubuntu:24.04) return 0 ;;
        *) return 1 ;;
    esac
}

missing_packages() {
    local package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s\n' "$package"
    done
}

# install_missing ASK PACKAGE…: ASK is "ask" or "yes". Stops the script with 2 when nothing can be installed.
install_missing() {
    local ask=$1
    shift
    if ! known_system; then
        if ! command -v cmake >/dev/null || ! command -v ninja >/dev/null; then
            say "Headscope does not know this system's packages. Please install the equivalents of:"
            say "  $*"
            say "(as Debian 12 calls them), then run this again."
            exit 2
        fi
        return 0
    fi
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -eq 0 ] && return 0
    local install=(apt-get install -y --no-install-recommends "${missing[@]}")
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null || { [ ! -t 0 ] && ! sudo -n true 2>/dev/null; }; then
            say "These packages are missing, and there are no rights to install them here. Please run:"
            say "  sudo ${install[*]}"
            exit 2
        fi
        if [ "$ask" = ask ] && [ -z "${CI:-}" ]; then
            say "Headscope needs these packages: ${missing[*]}"
            read -r -p "Install them with sudo apt-get? [y/N] " answer || answer=n
            case "$answer" in y | Y | yes | o | O | oui) ;; *) say "Nothing was installed."; exit 2 ;; esac
        fi
        sudo apt-get update -qq >&2 || true
        sudo "${install[@]}" >&2 || { say "The packages could not be installed: ${missing[*]}"; exit 2; }
        return 0
    fi
    say "Installing: ${missing[*]}"
    apt-get update -qq >&2 || true
    DEBIAN_FRONTEND=noninteractive "${install[@]}" >&2 ||
        { say "The packages could not be installed: ${missing[*]}"; exit 2; }
}

# build PRESET [OPTION…]: configures once, then builds what changed. Everything goes to standard error.
build() {
    local preset=$1
    shift
    # The code is free of GCC 12's warnings; other versions have false ones of their own (GCC 14 finds a
    # "free-nonheap-object" in the standard library) that must not keep anybody from the tests.
    [ "$(c++ -dumpversion | cut -d. -f1)" = 12 ] || set -- "$@" -DCMAKE_COMPILE_WARNING_AS_ERROR=OFF
    if [ ! -f "build/$preset/build.ninja" ]; then
        cmake --preset "$preset" "$@" >&2
    fi
    cmake --build --preset "$preset" >&2
}
