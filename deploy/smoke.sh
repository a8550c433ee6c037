#!/usr/bin/env bash
# Does the image build, and does a customer in it live: healthy, logged in, posting, killed, restarted, stopped in order?
# Takes whatever `docker` (with compose) is at hand, works in a folder and a project of its own, and leaves nothing but
# the image's layers behind. A real Telegram is not needed: a sandbox container stands in for it.
#
#   deploy/smoke.sh              ends with 0 when all of it holds; some two minutes, and the build
#   IMAGE=postaci deploy/smoke.sh    takes that image, and builds none
#   BUILD='podman build --format docker' deploy/smoke.sh    builds with something else than `docker build`
#   KEEP=1 deploy/smoke.sh       leaves containers and folder as they are, to look at
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
# Its own names: whatever runs on this machine already is not touched.
export COMPOSE_PROJECT_NAME="postaci-smoke-$$"
export POSTACI_IMAGE=${IMAGE:-postaci-smoke}
[ "$(id -u)" = 0 ] && owner=1000:1000 || owner=$(id -u):$(id -g)
export POSTACI_USER=$owner
bot=bot-customer1

say() { printf '%s\n' "$*"; }
fail() {
  say "FAILED: $*" >&2
  compose logs --tail 30 "$bot" >&2 || true
  exit 1
}
# The operator's commands, with the sandbox on top.
compose() { (cd "$work" && docker compose -f docker-compose.yml -f deploy/compose/smoke.yml "$@"); }
inside_bot() { compose exec -T "$bot" sh -c "$1"; }
postaci() { compose exec -T "$bot" postaci "$@"; }
now_ms() { date +%s%3N; }
# seconds_since <ms>
seconds_since() { awk -v ms=$(($(now_ms) - $1)) 'BEGIN { printf "%.1f s", ms / 1000 }'; }

leave() {
  [ -n "${KEEP:-}" ] && { say "left as it is: $work, project $COMPOSE_PROJECT_NAME"; return; }
  compose down --volumes --timeout 5 >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap leave EXIT

# healthy: waits until the customer's container is
healthy() {
  local id since=$SECONDS
  while [ $((SECONDS - since)) -lt 120 ]; do
    id=$(compose ps --quiet "$bot")
    [ -n "$id" ] && [ "$(docker inspect --format '{{.State.Health.Status}}' "$id")" = healthy ] && return
    sleep 1
  done
  fail 'not healthy within two minutes'
}

# ready: waits until it can post
ready() {
  local since=$SECONDS
  until postaci ready >/dev/null 2>&1; do
    [ $((SECONDS - since)) -lt 120 ] || fail 'not ready within two minutes'
    sleep 1
  done
}

# ask <path>: the sandbox's control endpoint
ask() {
  compose exec -T sandbox node -e \
    "fetch('http://127.0.0.1:4431$1').then((answer) => answer.text()).then((text) => process.stdout.write(text))"
}

# arrived <text>: how often the group really heard it
arrived() { ask '/world/messages?chat=grup1' | { grep -oF -- "$1" || true; } | wc -l; }

# post <text>: sends one message, which must arrive once
post() {
  postaci send-test grup1 --text "$1" >/dev/null || fail "send-test did not send: $1"
  [ "$(arrived "$1")" = 1 ] || fail "arrived $(arrived "$1") times instead of once: $1"
  say "posted, and arrived once: $1"
}

# --- The image --------------------------------------------------------------------------------------
if [ -z "${IMAGE:-}" ]; then
  began=$(now_ms)
  ${BUILD:-docker build} --quiet --tag "$POSTACI_IMAGE" "$root" >/dev/null
  say "built in $(seconds_since "$began")"
fi
say "image: $(($(docker image inspect --format '{{.Size}}' "$POSTACI_IMAGE") / 1000000)) MB"
inside() { docker run --rm --entrypoint sh "$POSTACI_IMAGE" -c "$1"; }
[ "$(inside 'id -u')" = 1000 ] || fail 'it does not run as user 1000'
inside '! ls -d node_modules/typescript node_modules/jest src test envs 2>/dev/null' ||
  fail 'something is in the image that is no part of it'
writable=$(inside 'find / -xdev -type d -writable -not -path "/proc/*" -not -path "/dev*" -not -path "/home/node*" 2>/dev/null')
for folder in $writable; do
  case $folder in
  /app/data | /app/logs | /app/sessions | /tmp | /var/tmp | /run | /run/lock | /var/lock) ;;
  *) fail "it may write to $folder" ;;
  esac
done

# --- An operator's folder, as docs/docker.md has it -----------------------------------------------------
cp "$root/docker-compose.yml" "$work/"
mkdir -p "$work"/{deploy,envs,data/customer1,logs/customer1,sessions/customer1}
cp -r "$root/deploy/compose" "$work/deploy/"
chmod 755 "$work"
password=$(openssl rand -hex 24)
(umask 077 && echo "POSTGRES_PASSWORD=$(openssl rand -hex 24)" >"$work/envs/postgres.env")

began=$(now_ms)
compose up --detach --wait --no-build db redis sandbox >/dev/null 2>&1 || fail 'db, redis and sandbox do not come up'
say "db, redis and a Telegram in a box: healthy in $(seconds_since "$began")"

# The sandbox's ready line, as lines for an env file.
compose logs --no-log-prefix sandbox | compose exec -T sandbox node -e '
  const [line] = /[{]"mtproto".*[}]/.exec(require("node:fs").readFileSync(0, "utf8"));
  const { mtproto, accounts: [account] } = JSON.parse(line);
  const key = mtproto.publicKeyPem.trim().replaceAll("\n", "\\n");
  process.stdout.write([
    `# code ${account.code}`,
    `PHONE_NUMBER=${account.phone}`,
    `TELEGRAM_DC_HOST=sandbox`,
    `TELEGRAM_DC_PORT=4443`,
    `TELEGRAM_DC_ID=${mtproto.dcId}`,
    `TELEGRAM_DC_KEY="${key}"`,
    "",
  ].join("\n"));
' >"$work/envs/customer1.env"
code=$(sed -n 's/^# code //p' "$work/envs/customer1.env")
cat >>"$work/envs/customer1.env" <<END
CUSTOMER_ID=1
API_ID=12345
API_HASH=0123456789abcdef0123456789abcdef
GROUP_LINKS=grup1
MESSAGE_EVERY=1d
MESSAGE_ONLY_AFTER_OTHERS=false
DB_CONNECTION=postgresql://customer1:$password@db:5432/postaci?schema=customer1
REDIS_URL=redis://redis:6379/0
ENCRYPTION_KEY=$(openssl rand -hex 32)
END
chmod 600 "$work/envs/customer1.env"
echo 'templates: ["Merhaba {group}!"]' >"$work/data/customer1/messages.yaml"
[ "$(id -u)" != 0 ] || chown -R "$owner" "$work"/{data,logs,sessions}/customer1 "$work/envs/customer1.env"
compose exec -T db psql --quiet --set ON_ERROR_STOP=1 --username postgres postaci <<END
create role customer1 login password '$password';
create schema customer1 authorization customer1;
END

# --- The first login, and the first message ---------------------------------------------------------------
echo "$code" | compose run --rm -T "$bot" --interactive >/dev/null 2>"$work/login.txt" ||
  fail "the login: $(cat "$work/login.txt")"
say "logged in: $(grep -o 'Logged in as.*' "$work/login.txt")"
began=$(now_ms)
compose up --detach --no-build "$bot" >/dev/null 2>&1 || fail 'the customer does not come up'
healthy
say "the customer: healthy in $(seconds_since "$began")"
ready
say "the customer: ready in $(seconds_since "$began")"
post 'one, after the login'

# --- Killed, restarted, stopped -------------------------------------------------------------------------
compose kill "$bot" >/dev/null 2>&1
began=$(now_ms)
compose up --detach --no-build "$bot" >/dev/null 2>&1 || fail 'it does not come up after the kill'
ready
say "killed, and ready again in $(seconds_since "$began")"
post 'two, after the kill'

began=$(now_ms)
# Docker knows the grace period by itself; what stands in for it may not.
compose restart --timeout 30 "$bot" >/dev/null 2>&1
ready
say "restarted, and ready again in $(seconds_since "$began")"
post 'three, after the restart'

compose kill db redis >/dev/null 2>&1
compose up --detach --wait --no-build db redis >/dev/null 2>&1 || fail 'db and redis do not come up after the kill'
began=$(now_ms)
ready
say "db and redis killed and back, ready again $(seconds_since "$began") after them"
post 'four, after the database was away'

healthy
id=$(compose ps --quiet "$bot")
say "memory: $(inside_bot 'for process in /proc/[0-9]*; do
  [ "$(cat "$process/comm")" = node ] && awk "/^Private/ { kb += \$2 } END { printf \"%d MB private \", kb / 1024 }" "$process/smaps_rollup"
done; true')"
began=$(now_ms)
compose stop "$bot" >/dev/null 2>&1
code=$(docker inspect --format '{{.State.ExitCode}}' "$id")
[ "$code" = 0 ] || fail "it stopped with exit code $code"
say "stopped in order in $(seconds_since "$began"), exit code 0"
[ "$(grep -c 'SIGTERM: stopping in order' "$work/logs/customer1/bot.log")" = 2 ] || fail 'it was not stopped in order twice'
for text in one, two, three, four,; do
  [ "$(arrived "$text")" = 1 ] || fail "arrived $(arrived "$text") times: $text"
done

# --- What must not be there --------------------------------------------------------------------------------
if docker inspect "$id" | grep -qF -e "$password"; then fail 'the engine knows a password of the customer'; fi
if grep -rqF -e "$password" "$work/logs"; then fail 'a password is in the log'; fi
[ "$(stat -c %a "$work/sessions/customer1/customer1.session")" = 600 ] || fail 'the session may be read by others'
say 'all of it holds'
