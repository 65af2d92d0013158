#!/usr/bin/env bash
# Builds everything and runs every test: bash tests/run.sh
# Needs the .NET 10 SDK and Node 20+; chromium and redis-server are installed with apt-get where they are missing.
# The last line is "N passed, N failed, N skipped"; the exit code is 0 only when nothing failed and something ran.
set -uo pipefail
cd "$(dirname "$0")/.."

need() { # command, Debian package
  command -v "$1" >/dev/null 2>&1 && return 0
  local sudo=""; [ "$(id -u)" -eq 0 ] || sudo="sudo"
  echo "Installing $2 ..."
  { $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$2" >/dev/null; } \
    || { echo "error: '$1' is missing and 'apt-get install $2' failed. Install it and run this again." >&2; exit 1; }
}
for tool in dotnet node npm; do
  command -v "$tool" >/dev/null 2>&1 || { echo "error: '$tool' is missing. Install the .NET 10 SDK and Node 20 or newer." >&2; exit 1; }
done
need chromium chromium
need redis-server redis-server

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet build HelpDesk.Bot.sln -v quiet -clp:NoSummary || { echo "error: the build failed"; echo "0 passed, 1 failed, 0 skipped"; exit 1; }

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
code=0
npm test --workspaces --if-present --silent || code=1
for project in HelpDesk.Tests HelpDesk.BrowserTests; do
  dotnet test "tests/$project" --no-build -v quiet --logger "console;verbosity=minimal" --logger "trx;LogFileName=$project.trx" --results-directory "$results" || code=1
done

count() { cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*" | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{s+=$1} END {print s+0}'; }
passed=$(count passed); failed=$(( $(count failed) + $(count error) + $(count timeout) )); skipped=$(count notExecuted)
[ "$passed" -gt 0 ] || code=1
[ "$code" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "$passed passed, $failed failed, $skipped skipped"
exit "$code"
